using System.Text.Json.Nodes;
using Redoubt.Collect.Machines;
using Redoubt.Evidence.Read;
using Redoubt.Yaml;

namespace Redoubt.Collect.Tests.Machines;

/// <summary>What a machine says is written so that it is read again as it was.</summary>
public sealed class EvidenceWriterTests
{
    private static readonly DateTimeOffset Day = new(2026, 11, 28, 7, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(900)]
    [InlineData(1_030)]
    [InlineData(5_000)]
    public void A_key_of_any_length_is_read_again(int length)
    {
        var key = new string('=', length);
        var draft = new EvidenceDraft("Component", "kubelet");
        draft.Facts["flags"] = new JsonObject { [key] = "value", ["a"] = "b" };
        draft.Facts["paths"] = new JsonObject { [key] = new JsonObject { ["mode"] = 420 } };
        draft.Facts["certificates"] = new JsonArray(new JsonObject { [key] = new JsonArray("one"), ["z"] = "last" });

        var root = DocumentReader.Read("node.yaml", EvidenceWriter.Write([draft], Day)).Documents.Single().Root;

        Assert.Equal(("value", "b", 420L), (root["flags"][key].AsString(), root["flags"]["a"].AsString(), root["paths"][key]["mode"].Int));
        Assert.Equal(("one", "last"), (root["certificates"][0][key][0].AsString(), root["certificates"][0]["z"].AsString()));
    }

    [Fact]
    public void A_map_of_which_nothing_is_known_is_empty()
    {
        var draft = new EvidenceDraft("Component", "kubelet");
        draft.Facts["certificates"] = new JsonArray(new JsonObject { ["subject"] = null }, new JsonObject { ["subject"] = "CN=x" });
        draft.Facts["flags"] = new JsonObject { ["a"] = null };

        Assert.Contains("certificates:\n- {}\n- subject: \"CN=x\"\nflags: {}\n", EvidenceWriter.Write([draft], Day), StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_are_sorted_and_what_is_not_known_comes_last()
    {
        var draft = new EvidenceDraft("Host", "node-1");
        draft.Facts["users"] = new JsonArray(new JsonObject { ["uid"] = 0, ["name"] = "root" });
        draft.Facts["paths"] = new JsonObject { ["/etc/passwd"] = new JsonObject { ["mode"] = 420 } };
        draft.Unknown("kernel.release", "permission denied");

        Assert.Equal("""
            apiVersion: evidence.redoubt.dev/v1
            kind: Host
            metadata:
              annotations:
                redoubt.dev/collected: "2026-11-28T07:00:00Z"
              name: node-1
            paths:
              /etc/passwd:
                mode: 420
            users:
            - name: root
              uid: 0
            unknown:
            - path: kernel.release
              reason: "permission denied"

            """, EvidenceWriter.Write([draft], Day));
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("0x10")]
    [InlineData("1e3")]
    [InlineData("")]
    [InlineData("~")]
    [InlineData("- a: b # c")]
    [InlineData("line\nline\t\"quoted\" \\ end")]
    [InlineData("\u0001\u0085\u2028\ufeff")]
    [InlineData("grüße 🔒")]
    [InlineData("key: value")]
    [InlineData("'single'")]
    public void A_text_is_read_again_as_it_was(string text)
    {
        var draft = new EvidenceDraft("Component", "kubelet");
        draft.Facts["flags"] = new JsonObject { [text] = text };

        var read = DocumentReader.Read("node.yaml", YamlText.FromString(EvidenceWriter.Write([draft], Day)), ReadOptions.Default);

        Assert.Equal(text, Assert.Single(read.Documents).Root["flags"][text].AsString());
    }
}
