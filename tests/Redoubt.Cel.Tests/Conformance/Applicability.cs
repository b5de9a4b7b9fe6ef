using System.Text.RegularExpressions;

namespace Redoubt.Cel.Tests.Conformance;

/// <summary>
/// Redoubt's CEL knows no protobuf messages or enums but Timestamp and Duration: says which test names another one, and where.
/// </summary>
internal static partial class Applicability
{
    /// <summary>Why a test does not apply; null if it does.</summary>
    internal static string? Reason(ConformanceTest test) =>
        InExpression(test.Expression) ?? InMessage(test.Message);

    private static string? InExpression(string expression)
    {
        var code = Literal().Replace(expression, "''");
        foreach (Match name in Name().Matches(code))
        {
            var text = Spaces().Replace(name.Groups["name"].Value, "");
            var created = name.Groups["brace"].Success && text != "in";
            if (created ? !IsTimestampOrDuration(text) : IsForeign(text))
            {
                return $"the expression names `{text.TrimStart('.')}`";
            }
        }
        return null;
    }

    private static bool IsTimestampOrDuration(string name) => name.Split('.')[^1] is "Timestamp" or "Duration";

    private static bool IsForeign(string name)
    {
        var parts = name.Split('.', StringSplitOptions.RemoveEmptyEntries);
        return Array.Exists(parts, part => part is "TestAllTypes" or "NestedTestAllTypes" or "NestedEnum" or "NestedMessage" or "GlobalEnum")
            || parts is ["google", "protobuf", not ("Timestamp" or "Duration"), ..]
            || parts is ["cel", "expr", "conformance", _, ..]
            || name is "proto.getExt" or "proto.hasExt";
    }

    private static string? InMessage(ProtoMessage message)
    {
        foreach (var (name, value) in message.Fields)
        {
            var reason = name switch
            {
                "enum_value" => $"an enum value of `{value.Message!.Text("type")}`",
                "message_type" when !IsOurs(value.Text) => $"the type `{value.Text}`",
                "type_value" when IsForeign(value.Text) => $"the type `{value.Text}`",
                "well_known" when value.Text is "ANY" or "1" => "the type `google.protobuf.Any`",
                "object_value" => InAny(value.Message!),
                _ => value.Message is null ? null : InMessage(value.Message),
            };
            if (reason is not null)
            {
                return reason;
            }
        }
        return null;
    }

    private static bool IsOurs(string name) =>
        name is "google.protobuf.Timestamp" or "google.protobuf.Duration" or "net.IP" or "net.CIDR";

    private static string? InAny(ProtoMessage any)
    {
        var name = any.Fields.Count == 0 ? "google.protobuf.Any" : any.Fields[0].Name.Trim('[', ']').Split('/')[^1];
        return IsOurs(name) ? null : $"a value of `{name}`";
    }

    // Raw, triple and simple quotes.
    [GeneratedRegex("""[rR][bB]?'''.*?'''|[rR][bB]?\"\"\".*?\"\"\"|[rR][bB]?'[^']*'|[rR][bB]?"[^"]*"|'''(\\.|[^\\])*?'''|\"\"\"(\\.|[^\\])*?\"\"\"|'(\\.|[^'\\])*'|"(\\.|[^"\\])*"|//[^\n]*""", RegexOptions.Singleline)]
    private static partial Regex Literal();

    [GeneratedRegex(@"(?<name>\.?\s*[A-Za-z_]\w*(\s*\.\s*[A-Za-z_]\w*)*)(?<brace>\s*\{)?")]
    private static partial Regex Name();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
