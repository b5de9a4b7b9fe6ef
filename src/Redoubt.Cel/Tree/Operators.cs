namespace Redoubt.Cel.Tree;

/// <summary>The names under which operators are functions, as in cel-go's and cel-spec's trees.</summary>
internal static class Operators
{
    public const string Conditional = "_?_:_";
    public const string And = "_&&_";
    public const string Or = "_||_";
    public const string Not = "!_";
    public const string Negate = "-_";
    public const string Equal = "_==_";
    public const string NotEqual = "_!=_";
    public const string Less = "_<_";
    public const string LessOrEqual = "_<=_";
    public const string Greater = "_>_";
    public const string GreaterOrEqual = "_>=_";
    public const string Add = "_+_";
    public const string Subtract = "_-_";
    public const string Multiply = "_*_";
    public const string Divide = "_/_";
    public const string Modulo = "_%_";
    public const string In = "@in";
    public const string Index = "_[_]";
    public const string OptionalIndex = "_[?_]";
    public const string OptionalSelect = "_?._";
    public const string NotStrictlyFalse = "@not_strictly_false";

    /// <summary>Whether a function's name can stand in a text; those of operators cannot.</summary>
    public static bool CanBeWritten(string function) => char.IsAsciiLetter(function[0]);

    /// <summary>The binary operators as they are written, with how tightly they bind.</summary>
    public static readonly (string Function, string Text, int Binding)[] Binary =
    [
        (Or, "||", 1), (And, "&&", 2),
        (Equal, "==", 3), (NotEqual, "!=", 3), (Less, "<", 3), (LessOrEqual, "<=", 3), (Greater, ">", 3), (GreaterOrEqual, ">=", 3), (In, "in", 3),
        (Add, "+", 4), (Subtract, "-", 4), (Multiply, "*", 5), (Divide, "/", 5), (Modulo, "%", 5),
    ];
}
