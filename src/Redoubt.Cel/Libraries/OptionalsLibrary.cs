using Redoubt.Cel.Tree.Macros;
using Redoubt.Cel.Values;
using static Redoubt.Cel.Libraries.Declare;

namespace Redoubt.Cel.Libraries;

/// <summary>
/// Values that may be missing, as cel-go's <c>OptionalTypes</c> numbers it. 0: of, none, ofNonZeroValue, hasValue, value, or, orValue,
/// optMap. 1: optFlatMap. 2: first, last, unwrap, unwrapOpt. The syntax <c>?.</c>, <c>[?]</c> belongs to the language.
/// </summary>
internal static class OptionalsLibrary
{
    internal const int Newest = 2;

    internal static CelLibrary Version(int version) => new()
    {
        Name = "optionals",
        Functions = [.. Making, .. Asking, .. Since(2, version, OfLists)],
        Constants = [("optional_type", CelValue.Type(Equality.AnyOptional), CelType.TypeOf(Equality.AnyOptional))],
        Macros = [.. Optionals.Macros.Where(macro => version >= 1 || macro.Name != "optFlatMap")],
    };

    private static CelFunction[] Making =>
    [
        Function(
            Optionals.Of,
            "An optional that has a value.",
            [Global("optional_of", A, OptionalOfA, (in value) => CelValue.Optional(value))],
            Example("optional.of(1).value()", "1")),
        Function(
            Optionals.None,
            "An optional without a value.",
            [Global("optional_none", [], OptionalOfA, _ => CelValue.None)],
            Example("optional.none().hasValue()", "false")),
        Function(
            "optional.ofNonZeroValue",
            "An optional that has the value unless it is its type's zero: null, false, 0, empty.",
            [Global("optional_ofNonZeroValue", A, OptionalOfA, (in value) => IsZero(value) ? CelValue.None : CelValue.Optional(value))],
            Example("optional.ofNonZeroValue('').hasValue()", "false"),
            Example("optional.ofNonZeroValue([0]).value()", "[0]")),
    ];

    private static CelFunction[] Asking =>
    [
        Function(
            "hasValue",
            "Whether there is a value.",
            [Receiver("optional_hasValue", OptionalOfA, CelType.Bool, (in optional) => CelValue.Bool(optional.HasContent))],
            Example("{'a': 1}.?a.hasValue()", "true"),
            Example("{'a': 1}.?b.hasValue()", "false")),
        Function(
            "value",
            "The value; an error if there is none.",
            [Receiver("optional_value", OptionalOfA, A, ValueOf)],
            Example("optional.of(1).value()", "1"),
            Example("optional.none().value()", null)),
        Function(
            "or",
            "The first of two optionals that has a value.",
            [Receiver("optional_or_optional", OptionalOfA, OptionalOfA, OptionalOfA, Or) with { NonStrict = true }],
            Example("optional.none().or(optional.of(2)).value()", "2"),
            Example("optional.of(1).or(optional.of(1 / 0)).value()", "1")),
        Function(
            "orValue",
            "The value, or another if there is none.",
            [Receiver("optional_orValue_value", OptionalOfA, A, A, OrValue) with { NonStrict = true }],
            Example("{'a': 1}.?b.orValue(3)", "3"),
            Example("{'a': 1}.?a.orValue(1 / 0)", "1")),
    ];

    private static CelFunction[] OfLists =>
    [
        Function(
            "first",
            "The first element of a list, if it has one.",
            [Receiver("list_first", ListOfA, OptionalOfA, (in list) => AtEnd(list, last: false))],
            Example("[1, 2].first().value()", "1"),
            Example("[].first().hasValue()", "false")),
        Function(
            "last",
            "The last element of a list, if it has one.",
            [Receiver("list_last", ListOfA, OptionalOfA, (in list) => AtEnd(list, last: true))],
            Example("[1, 2].last().value()", "2")),
        Function(
            "optional.unwrap",
            "The values of those optionals in a list that have one.",
            [Global("optional_unwrap", CelType.List(OptionalOfA), ListOfA, Unwrap)],
            Example("optional.unwrap([optional.of(1), optional.none()])", "[1]")),
        Function(
            "unwrapOpt",
            "As optional.unwrap, called on the list.",
            [Receiver("optional_unwrapOpt", CelType.List(OptionalOfA), ListOfA, Unwrap)],
            Example("[optional.none(), optional.of('a')].unwrapOpt()", "['a']")),
    ];

    private static CelValue ValueOf(in CelValue optional) =>
        optional.HasContent ? optional.AsOptional() : CelValue.Error("optional.none() dereference");

    // What stands second does not matter where the first has a value, not even if it is an error.
    private static CelValue Or(in CelValue first, in CelValue second) => first.HasContent || !IsOptional(first) ? first : second;

    private static CelValue OrValue(in CelValue first, in CelValue second) =>
        !IsOptional(first) ? first : first.HasContent ? first.AsOptional() : second;

    // Otherwise unknown or an error, for the checker and the planner let nothing else come here.
    private static bool IsOptional(in CelValue value) => value.Kind == CelKind.Optional;

    private static CelValue AtEnd(in CelValue list, bool last)
    {
        var count = list.Count;
        if (count == 0)
        {
            return CelValue.None;
        }

        if (count < 0 && last)
        {
            return ListItems.Missing(list);
        }

        var item = list.Item(last ? count - 1 : 0);
        return item.IsRest ? CelValue.Unknown(item.AsUnknown()) : CelValue.Optional(item);
    }

    private static CelValue Unwrap(in CelValue list)
    {
        if (!ListItems.TryRead(list, out var items, out var unknown))
        {
            return unknown;
        }

        var values = new List<CelValue>();
        foreach (var item in items)
        {
            if (item.Kind != CelKind.Optional)
            {
                return CelValue.Error("the list must hold optionals only");
            }

            if (item.HasContent)
            {
                values.Add(item.AsOptional());
            }
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
