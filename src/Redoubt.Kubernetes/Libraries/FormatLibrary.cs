using System.Collections.Frozen;
using Redoubt.Cel;
using Redoubt.Kubernetes.Cost;
using Redoubt.Kubernetes.Values;

using static Redoubt.Kubernetes.Libraries.Declare;

namespace Redoubt.Kubernetes.Libraries;

/// <summary>Named formats: <c>format.dns1123Label().validate(x)</c> gives what is wrong, or nothing.</summary>
internal static class FormatLibrary
{
    /// <summary>How long estimates take the pattern of any format to be.</summary>
    private const int LongestPattern = 128;

    private static readonly CelType F = NamedFormat.FormatType;

    private static readonly (string Name, NamedFormat Format, string Valid)[] Formats =
    [
        ("dns1123Label", new("DNS1123Label", 30, NameRules.DnsLabel), "my-label"),
        ("dns1123Subdomain", new("DNS1123Subdomain", 60, NameRules.DnsSubdomain), "apiextensions.k8s.io"),
        ("dns1035Label", new("DNS1035Label", 30, NameRules.OldDnsLabel), "my-label"),
        ("qualifiedName", new("QualifiedName", 60, NameRules.QualifiedName), "apiextensions.k8s.io/v1beta1"),
        ("dns1123LabelPrefix", new("DNS1123LabelPrefix", 30, static text => NameRules.DnsLabel(NameRules.AsPrefix(text))), "my-label-"),
        ("dns1123SubdomainPrefix", new("DNS1123SubdomainPrefix", 60, static text => NameRules.DnsSubdomain(NameRules.AsPrefix(text))), "a.prefix.-"),
        ("dns1035LabelPrefix", new("DNS1035LabelPrefix", 30, static text => NameRules.OldDnsLabel(NameRules.AsPrefix(text))), "my-label-"),
        ("labelValue", new("LabelValue", 40, NameRules.LabelValue), "My_Value"),
        ("uri", new("URI", 1103, static text => GoUrl.ReadRequest(text, out var reason) is null ? [reason] : []), "http://example.com"),
        ("uuid", Of("uuid", 70, TextRules.IsUuid, "does not match the UUID format"), "123e4567-e89b-12d3-a456-426614174000"),
        ("byte", Of("byte", 84, TextRules.IsBase64, "invalid base64"), "aGVsbG8="),
        ("date", Of("date", 71, static text => TextRules.IsDate(text), "invalid date"), "2021-01-01"),
        ("datetime", Of("datetime", 71, TextRules.IsDateTime, "invalid datetime"), "2021-01-01T00:00:00Z"),
    ];

    private static readonly FrozenDictionary<string, NamedFormat> ByName = Formats.ToFrozenDictionary(one => one.Name, one => one.Format);

    public static CelLibrary Library { get; } = new()
    {
        Name = "format",
        Functions = [.. Formats.Select(one => Constant(one.Name, one.Format, one.Valid)), Named, Validate],
    };

    private static CelFunction Named => Function(
        "format.named",
        "The format of a name, if there is one.",
        [
            Global("format-named", [CelType.String], CelType.Optional(F), static all =>
                ByName.TryGetValue(all[0].AsString(), out var format) ? CelValue.Optional(CelValue.Opaque(format)) : CelValue.None),
        ],
        Example("format.named('dns1123Label').value() == format.dns1123Label()", "true"),
        Example("format.named('unknown').hasValue()", "false"));

    private static CelFunction Validate => Function(
        "validate",
        "What is wrong with a text, if anything.",
        [
            Receiver("format-validate", [F, CelType.String], CelType.Optional(CelType.List(CelType.String)), static all =>
                Wrong(((NamedFormat)all[0].AsOpaque()).Validate(all[1].AsString()))),
        ],
        Example("format.date().validate('2020-01-32').value()", "['invalid date']")).Costing(
            static (arguments, in _) => Charge.Pattern(CelCosts.Size(arguments[1]), RegexSize(arguments[0])),
            static operands => new(operands[1].Traversal * (LongestPattern * CelCosts.Pattern)));

    private static CelFunction Constant(string name, NamedFormat format, string valid) => Function(
        $"format.{name}",
        $"The format {name}.",
        [Global($"format.{name}", [], F, _ => CelValue.Opaque(format))],
        Example($"format.{name}().validate('{valid}').hasValue()", "false"),
        Example($"format.{name}().validate('\\n').hasValue()", "true"));

    private static NamedFormat Of(string name, int regexSize, Predicate<string> isValid, string message) =>
        new(name, regexSize, text => isValid(text) ? [] : [message]);

    private static CelValue Wrong(IReadOnlyList<string> wrong) =>
        wrong.Count == 0 ? CelValue.None : CelValue.Optional(CelValue.List([.. wrong.Select(CelValue.String)]));

    private static int RegexSize(CelValue format) => format.Kind == CelKind.Opaque && format.AsOpaque() is NamedFormat named ? named.RegexSize : 1;
}
