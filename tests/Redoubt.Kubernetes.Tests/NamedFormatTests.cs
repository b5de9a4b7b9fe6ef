using Redoubt.Cel;

namespace Redoubt.Kubernetes.Tests;

public sealed class NamedFormatTests
{
    private static readonly CelEnvironment Language = new CelEnvironmentBuilder(KubernetesEnvironments.For(KubernetesEnvironments.Newest, ExpressionKind.Stored))
        .Variable("text", CelType.String)
        .Build();

    [Theory]
    [InlineData("dns1123Label", "a", true)]
    [InlineData("dns1123Label", "0", true)]
    [InlineData("dns1123Label", "", false)]
    [InlineData("dns1123Label", "a-", false)]
    [InlineData("dns1123Label", "A", false)]
    [InlineData("dns1123Label", "a\n", false)]
    [InlineData("dns1123LabelPrefix", "a-", true)]
    [InlineData("dns1123LabelPrefix", "-", false)]
    [InlineData("dns1123LabelPrefix", "a--", true)]
    [InlineData("dns1123Subdomain", "a.b-c.0", true)]
    [InlineData("dns1123Subdomain", "a..b", false)]
    [InlineData("dns1123Subdomain", ".a", false)]
    [InlineData("dns1035Label", "0a", false)]
    [InlineData("dns1035Label", "a0", true)]
    [InlineData("qualifiedName", "a.b/C_d", true)]
    [InlineData("qualifiedName", "a/", false)]
    [InlineData("qualifiedName", "/a", false)]
    [InlineData("qualifiedName", "A/b", false)]
    [InlineData("qualifiedName", "a/b/c", false)]
    [InlineData("labelValue", "", true)]
    [InlineData("labelValue", "a_", false)]
    [InlineData("uuid", "123e4567e89b12d3a456426614174000", true)]
    [InlineData("uuid", "123E4567-e89b12d3-a456426614174000", true)]
    [InlineData("uuid", "123e4567-e89b-12d3-a456-42661417400", false)]
    [InlineData("uuid", "-123e4567e89b12d3a456426614174000", false)]
    [InlineData("byte", "", false)]
    [InlineData("byte", "aGVsbG8=", true)]
    [InlineData("byte", "aGVsbG8", false)]
    [InlineData("byte", "a===", false)]
    [InlineData("byte", "aGVs\n", false)]
    [InlineData("byte", "a-_b", false)]
    [InlineData("date", "2024-02-29", true)]
    [InlineData("date", "2023-02-29", false)]
    [InlineData("date", "0000-01-01", true)]
    [InlineData("date", "2021-1-1", false)]
    [InlineData("datetime", "2021-01-01T00:00:00Z", true)]
    [InlineData("datetime", "2021-01-01t00:00:00.123z", true)]
    [InlineData("datetime", "2021-01-01T00:00:00+24:99", true)]
    [InlineData("datetime", "2021-01-01T24:00:00Z", false)]
    [InlineData("datetime", "2021-01-01T23:59:60Z", false)]
    [InlineData("datetime", "2021-01-01", false)]
    [InlineData("datetime", "2021-01-01T00:00:00", false)]
    [InlineData("uri", "/a", true)]
    [InlineData("uri", "a", false)]
    public void A_text_has_a_format_or_not(string format, string text, bool isValid) =>
        Assert.Equal(CelValue.Bool(!isValid), Evaluate($"format.{format}().validate(text).hasValue()", text));

    [Theory]
    [InlineData("dns1123Label", 64, "must be no more than 63 characters")]
    [InlineData("dns1123Subdomain", 254, "must be no more than 253 characters")]
    [InlineData("labelValue", 64, "must be no more than 63 bytes")]
    [InlineData("qualifiedName", 64, "name part must be no more than 63 bytes")]
    public void What_is_too_long_is_said(string format, int length, string message) =>
        Assert.Equal(CelValue.List(CelValue.String(message)), Evaluate($"format.{format}().validate(text).value()", new string('a', length)));

    [Theory]
    [InlineData("dns1123Label", "a.b", "must not contain dots")]
    [InlineData("qualifiedName", "/a", "prefix part must be non-empty")]
    [InlineData("uri", "a", "parse \"a\": invalid URI for request")]
    [InlineData("uuid", "a", "does not match the UUID format")]
    public void What_is_wrong_is_said_as_the_server_says_it(string format, string text, string message) =>
        Assert.Equal(CelValue.List(CelValue.String(message)), Evaluate($"format.named('{format}').value().validate(text).value()", text));

    private static CelValue Evaluate(string expression, string text) => Language.Compile(expression).Program!.Evaluate(("text", CelValue.String(text)));
}
