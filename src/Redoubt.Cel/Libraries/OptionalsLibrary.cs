using System.Collections.Immutable;
using Redoubt.Cel.Tree.Macros;
using Redoubt.Cel.Values;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// Values that may be missing, as cel-go's <c>OptionalTypes</c> numbers it. 0: of, none, ofNonZeroValue, hasValue, value, or, orValue,
/// optMap. 1: optFlatMap. 2: first, last, unwrap, unwrapOpt. The syntax <c>?.</c>, <c>[?]</c> belongs to the language.
/// </summary>
internal static class OptionalsLibrary
{
    internal const int Newest = 2;

    private static readonly CelType T = CelType.Parameter("T");
    private static readonly CelType OptionalT = CelType.Optional(T);

    internal static CelLibrary Version(int version) => new()
    {
        Name = "optionals",
        Functions = [Of, NoneFunction, OfNonZero, HasValue, Value, Or, OrValue, .. version >= 2 ? [First, Last, Unwrap, UnwrapReceiver] : Array.Empty<CelFunction>()],
        Constants = [("optional_type", CelValue.Type(Equality.AnyOptional), CelType.TypeOf(Equality.AnyOptional))],
        Macros = [.. Optionals.Macros.Where(macro => version >= 1 || macro.Name != "optFlatMap")],
    };

    private static readonly CelFunction Of = CelFunction.Global(
        Optionals.Of, "optional_of", [T], OptionalT, arguments => CelValue.Optional(arguments[0])) with
    {
        Summary = "An optional that has a value.",
        Examples = [new("optional.of(1).value()", "1")],
    };

    private static readonly CelFunction NoneFunction = CelFunction.Global(
        Optionals.None, "optional_none", [], OptionalT, _ => CelValue.None) with
    {
        Summary = "An optional without a value.",
        Examples = [new("optional.none().hasValue()", "false")],
    };

    private static readonly CelFunction OfNonZero = CelFunction.Global(
        "optional.ofNonZeroValue", "optional_ofNonZeroValue", [T], OptionalT, arguments => IsZero(arguments[0]) ? CelValue.None : CelValue.Optional(arguments[0])) with
    {
        Summary = "An optional that has the value unless it is its type's zero: null, false, 0, empty.",
        Examples = [new("optional.ofNonZeroValue('').hasValue()", "false"), new("optional.ofNonZeroValue([1]).value()", "[1]")],
    };

    private static readonly CelFunction HasValue = CelFunction.Receiver(
        "hasValue", "optional_hasValue", [OptionalT], CelType.Bool, arguments => CelValue.Bool(arguments[0].HasContent)) with
    {
        Summary = "Whether there is a value.",
        Examples = [new("{'a': 1}.?a.hasValue()", "true"), new("{'a': 1}.?b.hasValue()", "false")],
    };

    private static readonly CelFunction Value = CelFunction.Receiver(
        "value", "optional_value", [OptionalT], T, arguments => arguments[0].HasContent ? arguments[0].AsOptional() : CelValue.Error("optional.none() has no value")) with
    {
        Summary = "The value; an error if there is none.",
        Examples = [new("optional.of(1).value()", "1"), new("optional.none().value()", null)],
    };

    private static readonly CelFunction Or = Choice(
        "or", "optional_or_optional", [OptionalT, OptionalT], OptionalT, arguments => Choose(arguments, content: false)) with
    {
        Summary = "The first of two optionals that has a value.",
        Examples = [new("optional.none().or(optional.of(2)).value()", "2"), new("optional.of(1).or(optional.of(1 / 0)).value()", "1")],
    };

    private static readonly CelFunction OrValue = Choice(
        "orValue", "optional_orValue_value", [OptionalT, T], T, arguments => Choose(arguments, content: true)) with
    {
        Summary = "The value, or another if there is none.",
        Examples = [new("{'a': 1}.?b.orValue(3)", "3"), new("{'a': 1}.?a.orValue(1 / 0)", "1")],
    };

    private static readonly CelFunction First = CelFunction.Receiver(
        "first", "list_first", [CelType.List(T)], OptionalT, arguments => AtEnd(arguments[0], last: false)) with
    {
        Summary = "The first element of a list, if it has one.",
        Examples = [new("[1, 2].first().value()", "1"), new("[].first().hasValue()", "false")],
    };

    private static readonly CelFunction Last = CelFunction.Receiver(
        "last", "list_last", [CelType.List(T)], OptionalT, arguments => AtEnd(arguments[0], last: true)) with
    {
        Summary = "The last element of a list, if it has one.",
        Examples = [new("[1, 2].last().value()", "2")],
    };

    private static readonly CelFunction Unwrap = CelFunction.Global(
        "optional.unwrap", "optional_unwrap", [CelType.List(OptionalT)], CelType.List(T), arguments => UnwrapAll(arguments[0])) with
    {
        Summary = "The values of those optionals in a list that have one.",
        Examples = [new("optional.unwrap([optional.of(1), optional.none()])", "[1]")],
    };

    private static readonly CelFunction UnwrapReceiver = CelFunction.Receiver(
        "unwrapOpt", "optional_unwrapOpt", [CelType.List(OptionalT)], CelType.List(T), arguments => UnwrapAll(arguments[0])) with
    {
        Summary = "As optional.unwrap, called on the list.",
        Examples = [new("[optional.none(), optional.of('a')].unwrapOpt()", "['a']")],
    };

    private static CelFunction Choice(string name, string id, ImmutableArray<CelType> parameters, CelType result, CelBody body) => new()
    {
        Name = name,
        Overloads = [new() { Id = id, IsReceiver = true, Parameters = parameters, Result = result, Body = body, NonStrict = true }],
    };

    // What stands second does not matter where the first has a value, not even if it is an error.
    private static CelValue Choose(ReadOnlySpan<CelValue> arguments, bool content)
    {
        var first = arguments[0];
        if (first.Kind is CelKind.Error or CelKind.Unknown)
            return first;
        if (first.Kind != CelKind.Optional)
            return CelValue.Error("no such overload");
        if (!first.HasContent)
            return arguments[1];
        return content ? first.AsOptional() : first;
    }

    private static CelValue AtEnd(in CelValue list, bool last)
    {
        var count = list.Count;
        if (count == 0)
            return CelValue.None;
        if (count < 0 && last)
            return ListItems.Missing(list);
        var item = list.Item(last ? count - 1 : 0);
        return item.IsRest ? CelValue.Unknown(item.AsUnknown()) : CelValue.Optional(item);
    }

    private static CelValue UnwrapAll(in CelValue list)
    {
        if (!ListItems.TryRead(list, out var items, out var unknown))
            return unknown;
        var values = new List<CelValue>();
        foreach (var item in items)
        {
            if (item.Kind != CelKind.Optional)
                return CelValue.Error("the list must hold optionals only");
            if (item.HasContent)
                values.Add(item.AsOptional());
        }
        return CelValue.List([.. values]);
    }

    private static bool IsZero(in CelValue value) => value.Kind switch
    {
        CelKind.Null => true,
        CelKind.Bool => value.IsFalse,
        CelKind.Int => value.AsInt() == 0,
        CelKind.Uint => value.AsUint() == 0,
        CelKind.Double => value.AsDouble() == 0,
        CelKind.Duration => value.AsDuration() == 0,
        CelKind.String => value.AsSpan().IsEmpty,
        CelKind.Bytes => value.AsBytes().IsEmpty,
        CelKind.List or CelKind.Map => value.Count == 0,
        CelKind.Timestamp => value.AsTimestamp() == (Time.MinSeconds, 0),
        _ => false,
    };
}
