namespace Redoubt.Cel.Tests.Laws;

/// <summary>Random expressions as text: well-formed, mostly well-typed, over the variables a, b (bool), n (int), s (string), l (list), m (map).</summary>
internal sealed class RandomExpression(int seed)
{
    private readonly Random _random = new(seed);
    private int _names;

    public string Any(int depth) => _random.Next(6) switch
    {
        0 => Bool(depth),
        1 => Int(depth),
        2 => Text(depth),
        3 => List(depth),
        4 => Map(depth),
        _ => $"({Any(depth - 1)})",
    };

    public string Bool(int depth)
    {
        if (depth <= 0)
        {
            return Pick("true", "false", "a", "b", "m.?x.hasValue()", "has(m.x)");
        }

        var d = depth - 1;
        return _random.Next(15) switch
        {
            0 => $"{Bool(d)} && {Bool(d)}",
            1 => $"{Bool(d)} || {Bool(d)}",
            2 => $"({Bool(d)} || {Bool(d)}) && ({Bool(d)} && {Bool(d)})",
            3 => $"!{Atom(Bool(d))}",
            4 => $"{Int(d)} {Pick("<", "<=", "==", "!=", ">", ">=")} {Int(d)}",
            5 => $"{Text(d)} {Pick("==", "!=", "<")} {Text(d)}",
            6 => $"{Atom(Text(d))}.{Pick("contains", "startsWith", "endsWith")}({Text(d)})",
            7 => $"({Bool(d)} ? {Bool(d)} : {Bool(d)})",
            8 => $"{Int(d)} in {Atom(List(d))}",
            9 => Loop(d, "all"),
            10 => Loop(d, "exists"),
            11 => Loop(d, "exists_one"),
            12 => $"{List(d)} == {List(d)}",
            13 => $"{Map(d)} == {Map(d)}",
            _ => $"{Atom(Text(d))} in {Atom(Map(d))}",
        };
    }

    private string Int(int depth)
    {
        if (depth <= 0)
        {
            return Pick("0", "1", "-1", "2", "n", "m.x", "m['y']", "9223372036854775807");
        }

        var d = depth - 1;
        return _random.Next(8) switch
        {
            0 => $"{Atom(Int(d))} {Pick("+", "-", "*", "/", "%")} {Atom(Int(d))}",
            1 => $"{Int(d)} + {Int(d)}",
            2 => $"-{Atom(Int(d))}",
            3 => $"size({List(d)})",
            4 => $"{Atom(List(d))}[{Int(d)}]",
            5 => $"({Bool(d)} ? {Int(d)} : {Int(d)})",
            6 => $"m.?{Pick("x", "y", "z")}.orValue({Int(d)})",
            _ => Bind(d),
        };
    }

    private string Text(int depth)
    {
        if (depth <= 0)
        {
            return Pick("''", "'x'", "\"y\\n\"", "s", "r'\\z'", "'\\u00e9🐱'");
        }

        var d = depth - 1;
        return _random.Next(3) switch
        {
            0 => $"{Text(d)} + {Text(d)}",
            1 => $"string({Int(d)})",
            _ => $"({Bool(d)} ? {Text(d)} : {Text(d)})",
        };
    }

    private string List(int depth)
    {
        if (depth <= 0)
        {
            return Pick("[]", "[1]", "[1, 2, 3]", "l");
        }

        var d = depth - 1;
        var name = Name();
        return _random.Next(5) switch
        {
            0 => $"[{Int(d)}, ?m.?x, {Int(d)}]",
            1 => $"{List(d)} + {List(d)}",
            2 => $"{Atom(List(d))}.map({name}, {name} + {Int(d)})",
            3 => $"{Atom(List(d))}.filter({name}, {name} < {Int(d)} || {Bool(d)})",
            _ => $"{Atom(List(d))}.transformList(i, {name}, {name} > i, {name} * i)",
        };
    }

    private string Map(int depth)
    {
        if (depth <= 0)
        {
            return Pick("{}", "{'x': 1}", "m");
        }

        var d = depth - 1;
        return _random.Next(3) switch
        {
            0 => $"{{{Text(d)}: {Int(d)}, ?'q': m.?x}}",
            1 => $"{Atom(Map(d))}.transformMap(k, v, v + {Int(d)})",
            _ => $"({Bool(d)} ? {Map(d)} : {Map(d)})",
        };
    }

    private string Loop(int depth, string macro)
    {
        var name = Name();
        return $"{Atom(List(depth))}.{macro}({name}, {name} == {Int(depth)} || {Bool(depth)})";
    }

    private string Bind(int depth)
    {
        var name = Name();
        return $"cel.bind({name}, {Int(depth)}, {name} + {Int(depth)} * {name})";
    }

    private string Name() => $"v{_names++ % 4}";

    private static string Atom(string text) => $"({text})";

    private string Pick(params string[] choices) => choices[_random.Next(choices.Length)];

    /// <summary>A value for a variable of the given name; sometimes one of another kind.</summary>
    public CelValue Value(string variable) => _random.Next(8) == 0 ? Of(_random.Next(6)) : Typed(variable);

    /// <summary>A value of the kind that the variable is meant to have: a string of 0 or 1 characters, a list or map of 0 to 3 elements.</summary>
    public CelValue Typed(string variable) => Of(variable switch { "a" or "b" => 0, "n" => 1, "s" => 2, "l" => 3, _ => 4 });

    private CelValue Of(int kind) => kind switch
    {
        0 => CelValue.Bool(_random.Next(2) == 0),
        1 => CelValue.Int(_random.Next(-2, 4)),
        2 => CelValue.String(Pick("", "x", "y")),
        3 => CelValue.List([.. Enumerable.Range(0, _random.Next(4)).Select(i => CelValue.Int(_random.Next(4)))]),
        4 => CelValue.Map([.. new[] { "x", "y", "z" }.Where(_ => _random.Next(2) == 0).Select(key => (key, CelValue.Int(_random.Next(3))))]),
        _ => CelValue.Null,
    };

    public bool Coin() => _random.Next(2) == 0;
}
