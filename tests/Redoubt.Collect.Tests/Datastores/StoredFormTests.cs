using System.Text;
using System.Text.Json;
using Redoubt.Collect.Datastores;

namespace Redoubt.Collect.Tests.Datastores;

public sealed class StoredFormTests
{
    [Theory]
    [InlineData("k8s\0…", false, "identity", null)]
    [InlineData("{\"kind\":\"Secret\"}", false, "identity", null)]
    [InlineData("k8s:enc:aescbc:v1:key1:…", true, "aescbc", "key1")]
    [InlineData("k8s:enc:secretbox:v1:a.b-c:…", true, "secretbox", "a.b-c")]
    [InlineData("k8s:enc:kms:v2:vault:…", true, "kms", "vault")]
    [InlineData("k8s:enc:aesgcm:v1:", true, "aesgcm", null)]
    [InlineData("k8s:enc:aescbc:", null, null, null)]
    [InlineData("k8s:enc::v1:key1:", null, null, null)]
    [InlineData("k8s:enc:a\u0007b:v1:key1:", null, null, null)]
    [InlineData("k8s:other", null, null, null)]
    [InlineData("k8s", null, null, null)]
    [InlineData("", null, null, null)]
    public void The_beginning_of_a_value_tells_the_provider_and_the_key(string value, bool? isEncrypted, string? provider, string? key)
    {
        var form = StoredForm.Of(Encoding.UTF8.GetBytes(value));

        Assert.Equal((isEncrypted, provider, key), (form.IsEncrypted, form.Provider, form.Key));
    }

    [Fact]
    public void The_first_entry_of_an_answer_is_read_and_of_its_value_only_the_beginning()
    {
        var value = Convert.ToBase64String(Encoding.UTF8.GetBytes("k8s:enc:aescbc:v1:key1:" + new string('x', 100_000)));
        var answer = $$"""{"header":{"key":"bm8=","revision":"7"},"kvs":[{"key":"L2E=","create_revision":"2","value":"{{value}}"},{"key":"L2I=","value":"azhzAA=="}],"more":true,"count":"2"}""";

        Assert.Equal(new StoredEntry("/a", new StoredForm("aescbc", "key1")), RangeAnswer.First(Encoding.UTF8.GetBytes(answer)));
    }

    [Theory]
    [InlineData("""{"header":{"revision":"7"}}""")]
    [InlineData("""{"header":{},"kvs":[],"count":"0"}""")]
    [InlineData("{}")]
    public void An_answer_without_entries_has_none(string answer) => Assert.Null(RangeAnswer.First(Encoding.UTF8.GetBytes(answer)));

    [Fact]
    public void An_entry_without_a_value_is_of_no_known_form() =>
        Assert.Null(RangeAnswer.First("""{"kvs":[{"key":"L2E="}]}"""u8)!.Form.IsEncrypted);

    [Theory]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("""{"kvs":[{"key":"L2E=","value":""")]
    [InlineData("""{"kvs":[{"key":7}]}""")]
    [InlineData("""{"kvs":[{"key":"###"}]}""")]
    public void What_is_no_answer_is_refused(string answer) =>
        Assert.True(Record.Exception(() => RangeAnswer.First(Encoding.UTF8.GetBytes(answer))) is JsonException or FormatException or InvalidOperationException);
}
