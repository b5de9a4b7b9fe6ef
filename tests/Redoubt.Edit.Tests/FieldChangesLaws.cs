using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Redoubt.Evidence.Read;

namespace Redoubt.Edit.Tests;

/// <summary>The changes between two objects are just those that turn one into the other.</summary>
public sealed class FieldChangesLaws
{
    [Property(MaxTest = 500)]
    public void The_changes_give_the_other_object(int seed)
    {
        var random = new Random(seed);
        var (before, after) = (Object(random), Object(random));
        var document = DocumentReader.Read("one.json", before.ToJsonString()).Documents[0];
        var now = FieldEdit.JsonOf(document);

        FieldEdit.Apply(now, FieldChanges.Of(document, after));

        Assert.True(JsonNode.DeepEquals(after, now), $"{before.ToJsonString()} to {after.ToJsonString()} gave {now.ToJsonString()}");
    }

    [Property(MaxTest = 100)]
    public void An_object_that_is_the_same_has_no_changes(int seed)
    {
        var document = DocumentReader.Read("one.json", Object(new Random(seed)).ToJsonString()).Documents[0];

        Assert.Empty(FieldChanges.Of(document, FieldEdit.JsonOf(document)));
    }

    [Fact]
    public void An_item_that_is_gone_leaves_the_others_alone()
    {
        var document = DocumentReader.Read("one.yaml", "{apiVersion: example.com/v1, kind: Thing, metadata: {name: a}, list: [{a: 1}, {b: 2}, {c: 3}]}").Documents[0];
        var after = FieldEdit.JsonOf(document);
        ((JsonArray)after["list"]!).RemoveAt(1);

        var edit = Assert.Single(FieldChanges.Of(document, after));

        Assert.Equal((EditAction.Remove, "list[1]"), (edit.Action, $"{edit.Path}"));
    }

    private static JsonObject Object(Random random)
    {
        var root = Map(random, 3);
        (root["apiVersion"], root["kind"], root["metadata"]) = ("example.com/v1", "Thing", new JsonObject { ["name"] = "a" });
        return root;
    }

    private static JsonObject Map(Random random, int depth)
    {
        var map = new JsonObject();
        for (var count = random.Next(4); count > 0; count--)
        {
            map[((char)('a' + random.Next(4))).ToString()] = Value(random, depth - 1);
        }

        return map;
    }

    private static JsonNode Value(Random random, int depth) => random.Next(depth > 0 ? 4 : 2) switch
    {
        0 => JsonValue.Create(random.Next(3)),
        1 => JsonValue.Create(random.Next(2) == 0),
        2 => Map(random, depth),
        _ => new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1))]),
    };
}
