using Redoubt.Cel;
using Redoubt.Evidence.Quantities;
using Redoubt.Kubernetes.Cost;
using Redoubt.Kubernetes.Values;

using static Redoubt.Kubernetes.Libraries.Declare;

namespace Redoubt.Kubernetes.Libraries;

/// <summary>Amounts such as <c>1.5Gi</c>: <c>quantity</c>, <c>isQuantity</c>, and what can be asked of them.</summary>
internal static class QuantityLibrary
{
    private static readonly CelType Q = CelQuantity.QuantityType;

    public static CelLibrary Library { get; } = new() { Name = "kubernetes.quantity", Functions = [.. Reading, .. Asking, .. Comparing, .. Computing] };

    private static CelFunction[] Reading =>
    [
        Function(
            "quantity",
            "The amount that a text is.",
            [Global("string_to_quantity", [CelType.String], Q, static all => Read(all[0].AsString()))],
            Example("quantity('1.5Gi') == quantity('1536Mi')", "true"),
            Example("quantity('200K')", null)).Costing(Charge.Text, Charge.ReadText),
        Function(
            "isQuantity",
            "Whether a text is an amount.",
            [Global("is_quantity_string", [CelType.String], CelType.Bool, static all => CelValue.Bool(Quantity.Read(all[0].AsString(), out _) is not null))],
            Example("isQuantity('1.3Gi')", "true"),
            Example("isQuantity('1,3G')", "false")).Costing(Charge.Text, Charge.ReadText),
    ];

    private static CelFunction[] Asking =>
    [
        Function(
            "sign",
            "1 above zero, -1 below it, 0 at it. It is not called on a receiver.",
            [Global("quantity_sign", [Q], CelType.Int, static all => CelValue.Int(Of(all[0]).Sign))],
            Example("sign(quantity('-50k'))", "-1")),
        Function(
            "isInteger",
            "Whether it is held as an integer that fits 64 bits; `1000m` is not.",
            [Receiver("quantity_is_integer", [Q], CelType.Bool, static all => CelValue.Bool(Of(all[0]).TryInteger(out _)))],
            Example("quantity('50k').isInteger()", "true"),
            Example("quantity('1000m').isInteger()", "false")),
        Function(
            "asInteger",
            "The integer; an error if it is none.",
            [
                Receiver("quantity_get_int", [Q], CelType.Int, static all =>
                    Of(all[0]).TryInteger(out var integer) ? CelValue.Int(integer) : CelValue.Error("cannot convert value to integer")),
            ],
            Example("quantity('50k').asInteger()", "50000"),
            Example("quantity('0.5').asInteger()", null)),
        Function(
            "asApproximateFloat",
            "A double that is near.",
            [Receiver("quantity_get_float", [Q], CelType.Double, static all => CelValue.Double(Of(all[0]).Approximate))],
            Example("quantity('1500m').asApproximateFloat()", "1.5")),
    ];

    private static CelFunction[] Comparing =>
    [
        Function(
            "isGreaterThan",
            "Whether the first is greater.",
            [Receiver("quantity_is_greater_than", [Q, Q], CelType.Bool, static all => CelValue.Bool(Of(all[0]).CompareTo(Of(all[1])) > 0))],
            Example("quantity('150Mi').isGreaterThan(quantity('100Mi'))", "true")),
        Function(
            "isLessThan",
            "Whether the first is less.",
            [Receiver("quantity_is_less_than", [Q, Q], CelType.Bool, static all => CelValue.Bool(Of(all[0]).CompareTo(Of(all[1])) < 0))],
            Example("quantity('100M').isLessThan(quantity('50M'))", "false")),
        Function(
            "compareTo",
            "0 if both are equal, 1 if the first is greater, else -1.",
            [Receiver("quantity_compare_to", [Q, Q], CelType.Int, static all => CelValue.Int(Of(all[0]).CompareTo(Of(all[1]))))],
            Example("quantity('200M').compareTo(quantity('0.2G'))", "0"),
            Example("quantity('50M').compareTo(quantity('50Mi'))", "-1")),
    ];

    private static CelFunction[] Computing =>
    [
        Function(
            "add",
            "The sum with an amount or an integer.",
            [
                Receiver("quantity_add", [Q, Q], Q, static all => Computed(Of(all[0]).Add(Of(all[1])))),
                Receiver("quantity_add_int", [Q, CelType.Int], Q, static all => Computed(Of(all[0]).Add(Whole(all[1])))),
            ],
            Example("quantity('50k').add(20) == quantity('50020')", "true")),
        Function(
            "sub",
            "The difference to an amount or an integer.",
            [
                Receiver("quantity_sub", [Q, Q], Q, static all => Computed(Of(all[0]).Subtract(Of(all[1])))),
                Receiver("quantity_sub_int", [Q, CelType.Int], Q, static all => Computed(Of(all[0]).Subtract(Whole(all[1])))),
            ],
            Example("quantity('50k').sub(quantity('20k')) == quantity('30k')", "true")),
    ];

    private static CelValue Read(string text) => Quantity.Read(text, out var reason) is { } quantity ? CelValue.Opaque(new CelQuantity(quantity)) : CelValue.Error(reason);

    private static CelValue Computed(Quantity quantity) => CelValue.Opaque(new CelQuantity(quantity, isComputed: true));

    private static Quantity Of(CelValue value) => ((CelQuantity)value.AsOpaque()).Amount;

    private static Quantity Whole(CelValue value) => Quantity.Small(value.AsInt(), 0, QuantityFormat.Exponent);
}
