using Redoubt.Evidence.Secrets;

namespace Redoubt.Evidence.Tests.Secrets;

public sealed class SecretFinderTests
{
    [Theory]
    [InlineData("--password=hunter2", "hunter2")]
    [InlineData("--password=hun;ter=2&x", "hun;ter=2&x")]
    [InlineData("mysql --user root --password hunter2 shop", "hunter2")]
    [InlineData("export DB_PASSWORD=hunter2; run", "hunter2")]
    [InlineData("{\"password\": \"hunter2\", \"user\": \"me\"}", "hunter2")]
    [InlineData("password: hunter2", "hunter2")]
    [InlineData("password = hunter2", "hunter2")]
    [InlineData("postgres://shop:hunter2@db:5432/shop", "hunter2")]
    [InlineData("curl -H 'Authorization: Bearer abcdef123' x", "abcdef123")]
    [InlineData("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE")]
    [InlineData("key ghp_0123456789abcdefghijABCDEFGHIJ012345 end", "ghp_0123456789abcdefghijABCDEFGHIJ012345")]
    [InlineData("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")]
    [InlineData("x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl")]
    public void A_secret_is_found_in_a_text(string text, string secret) => Assert.Contains(secret, Found(text));

    [Theory]
    [InlineData("--port=8080")]
    [InlineData("--password-file=/run/secrets/x")]
    [InlineData("--token $(TOKEN)")]
    [InlineData("--secret=true")]
    [InlineData("registry.example.org/team/app:v1.2.3")]
    [InlineData("nginx@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("https://example.org/path?x=1")]
    [InlineData("node-role.kubernetes.io/control-plane")]
    [InlineData("--feature-gates=RotateKubeletServerCertificate=true")]
    [InlineData("This is a sentence about a password that says nothing")]
    [InlineData("/etc/kubernetes/pki/apiserver-kubelet-client.key")]
    public void Other_texts_hold_none(string text) => Assert.Empty(Found(text));

    [Fact]
    public void A_private_key_is_a_secret_as_a_whole()
    {
        const string Key = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----";
        Assert.Equal([Key], Found(Key));
    }

    private static List<string> Found(string text)
    {
        var secrets = new List<string>();
        SecretFinder.Find(text, secrets);
        return secrets;
    }
}
