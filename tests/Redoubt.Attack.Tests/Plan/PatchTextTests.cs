using System.Text.Json.Nodes;
using Redoubt.Attack.Fixes;
using Redoubt.Attack.Plan;
using Redoubt.Evidence;

namespace Redoubt.Attack.Tests.Plan;

public sealed class PatchTextTests
{
    [Theory]
    [InlineData("{'a':1,'b':{'c':2,'d':3}}", "{'a':1,'b':{'c':2}}", "b:\n  d: null\n")]
    [InlineData("{'containers':[{'name':'x','p':1},{'name':'z','p':1}]}", "{'containers':[{'name':'x','p':1},{'name':'z','p':2}]}", "containers:\n- name: z\n  p: 2\n")]
    [InlineData("{'volumeMounts':[{'mountPath':'x'},{'mountPath':'z'}]}", "{'volumeMounts':[{'mountPath':'x'}]}", "volumeMounts:\n- mountPath: z\n  \"$patch\": delete\n")]
    [InlineData("{'subjects':[{'name':'x'},{'name':'z'}]}", "{'subjects':[{'name':'x'}]}", "subjects:\n- name: x\n")]
    [InlineData("{'a':'x'}", "{'a':'yes'}", "a: \"yes\"\n")]
    [InlineData("{'a':['x']}", "{'a':[]}", "a: []\n")]
    public void A_patch_has_what_changes_and_the_names_by_which_it_is_found(string before, string after, string patch) =>
        Assert.Equal(patch, PatchText.Of(new FixedObject(Key, null, Json(before), Json(after)), new FixEdit(Key, null, _ => { })).Yaml);

    [Fact]
    public void Of_a_custom_kind_lists_are_whole()
    {
        var key = new ObjectKey(new GroupKind("argoproj.io", "Rollout"), "shop", "web");
        var patch = PatchText.Of(new FixedObject(key, null, Json("{'containers':[{'name':'x','p':1},{'name':'z'}]}"), Json("{'containers':[{'name':'x','p':2},{'name':'z'}]}")), new FixEdit(key, null, _ => { }));

        Assert.Equal("containers:\n- name: x\n  p: 2\n- name: z\n", patch.Yaml);
        Assert.Equal("kubectl patch -n shop rollout web --type merge --patch-file /dev/stdin", patch.Command);
    }

    private static readonly ObjectKey Key = new(new GroupKind("apps", "Deployment"), "shop", "web");

    private static JsonObject Json(string text) => JsonNode.Parse(text.Replace('\'', '"'))!.AsObject();
}
