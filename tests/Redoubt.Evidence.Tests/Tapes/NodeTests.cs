using Redoubt.Yaml;

namespace Redoubt.Evidence.Tests.Tapes;

public sealed class NodeTests
{
    private static readonly Node Root = Given.Value("""
        kind: Pod
        count: 3
        big: 18446744073709551615
        ratio: 1.5
        on: yes
        nothing:
        list: [a, 'b', {c: d}]
        text: "x\ty"
        "quoted key": |
          two
          lines
        empty: {}
        """);

    [Theory]
    [InlineData("kind", NodeKind.String)]
    [InlineData("count", NodeKind.Int)]
    [InlineData("big", NodeKind.UInt)]
    [InlineData("ratio", NodeKind.Double)]
    [InlineData("true", NodeKind.Bool)]
    [InlineData("nothing", NodeKind.Null)]
    [InlineData("list", NodeKind.List)]
    [InlineData("empty", NodeKind.Map)]
    [InlineData("absent", NodeKind.None)]
    public void A_field_is_found_by_its_name(string name, NodeKind kind) => Assert.Equal(kind, Root[name].Kind);

    [Fact]
    public void A_field_is_found_by_its_name_however_it_is_written()
    {
        var longest = new string('n', 65_536);
        var root = Given.Value($$"""{"esc\u0061ped": 1, "it's": 2, "{{longest}}": 3, "plain": 4, "😀": 5, "esc": 6}""");

        Assert.Equal([1, 2, 3, 4, 5, 6], new[] { "escaped", "it's", longest, "plain", "😀", "esc" }.Select(name => root[name].Int));
        Assert.All(new[] { "", "escape", "escApped", longest[1..], longest + "n", "its", "plaIn" }, name => Assert.False(root[name].Exists));
    }

    [Fact]
    public void Values_are_what_was_written()
    {
        Assert.Equal("Pod", Root["kind"].AsString());
        Assert.Equal(3, Root["count"].Int);
        Assert.Equal(ulong.MaxValue, Root["big"].UInt);
        Assert.Equal(1.5, Root["ratio"].Double);
        Assert.True(Root["true"].IsTrue);
        Assert.Equal("x\ty", Root["text"].AsString());
        Assert.Equal("two\nlines\n", Root["quoted key"].AsString());
        Assert.Equal((3, "b"), (Root["list"].Count, Root["list"][1].AsString()));
    }

    [Fact]
    public void Asking_for_another_kind_gives_nothing()
    {
        var text = Root["kind"];
        Assert.Equal((0, 0UL, 0d, 0, false), (text.Int, text.UInt, text.Double, text.Count, text.IsTrue));
        Assert.Null(Root["count"].AsString());
        Assert.False(text["field"].Exists);
        Assert.False(text[0].Exists);
    }

    [Fact]
    public void No_value_gives_nothing_for_every_question()
    {
        var none = Root["absent"]["deeper"][3]["still"];
        Assert.Equal((NodeKind.None, false, "", -1, -1, 0), (none.Kind, none.Exists, none.Path, none.ValueOffset, none.Index, none.ValueLength));
        Assert.True(none.Parent == default && none.Text.IsEmpty && none.Key.IsEmpty && none.AsString() is null);
    }

    [Fact]
    public void A_null_is_there_and_has_no_value()
    {
        Assert.True(Root.TryGet("nothing", out var nothing));
        Assert.True(nothing.Exists);
        Assert.False(nothing.HasValue);
        Assert.False(Root.TryGet("absent", out _));
    }

    [Fact]
    public void Children_come_in_the_order_of_the_text()
    {
        var keys = new List<string>();
        foreach (var field in Root.Fields)
        {
            keys.Add(field.Key.ToString());
        }

        Assert.Equal(["kind", "count", "big", "ratio", "true", "nothing", "list", "text", "quoted key", "empty"], keys);
        var indexes = new List<int>();
        foreach (var item in Root["list"].Items)
        {
            indexes.Add(item.Index);
        }

        Assert.Equal([0, 1, 2], indexes);
        foreach (var item in Root["empty"].Items)
        {
            Assert.Fail(item.Path);
        }
    }

    [Theory]
    [InlineData("kind", 1, 7, 1, "Pod", YamlStyle.Plain)]
    [InlineData("true", 5, 5, 1, "yes", YamlStyle.Plain)]
    [InlineData("list[1]", 7, 11, 11, "'b'", YamlStyle.SingleQuoted)]
    [InlineData("list[2].c", 7, 20, 17, "d", YamlStyle.Plain)]
    [InlineData("list", 7, 7, 1, "[a, 'b', {c: d}]", YamlStyle.Flow)]
    [InlineData("text", 8, 7, 1, "\"x\\ty\"", YamlStyle.DoubleQuoted)]
    [InlineData("['quoted key']", 9, 15, 1, "|\n  two\n  lines", YamlStyle.Literal)]
    public void A_value_knows_its_place(string path, int line, int column, int keyColumn, string written, YamlStyle style)
    {
        var node = Root.At(path);
        Assert.Equal((line, column, keyColumn, style), (node.Line, node.Column, node.KeyPosition.Column, node.Style));
        Assert.Equal(written, node.Tape.Source.Slice(node.ValueOffset, node.ValueLength).ToString());
    }

    [Fact]
    public void Of_two_equal_keys_the_last_counts() => Assert.Equal(2, Given.Value("{\"a\": 1, \"a\": 2}")["a"].Int);

    [Fact]
    public void A_row_leads_back_to_its_value()
    {
        var item = Root["list"][2];
        Assert.Equal(item, item.Tape.NodeAt(item.Row));
        Assert.Throws<ArgumentOutOfRangeException>(() => item.Tape.NodeAt(item.Tape.Count));
    }

    [Fact]
    public void Parents_lead_up_to_the_root()
    {
        var deep = Root["list"][2]["c"];
        Assert.Equal(Root["list"][2], deep.Parent);
        Assert.Equal(Root, deep.Parent.Parent.Parent);
        Assert.False(Root.Parent.Exists);
    }

    [Fact]
    public void An_aliased_value_says_so_and_stands_at_its_anchor()
    {
        var root = Given.Value("a: &x {b: 1}\nc: *x\n");
        Assert.Equal((1, true, false), (root["c"]["b"].Int, root["c"].IsAlias, root["a"].IsAlias));
        Assert.Equal(1, root["c"].Line);
    }
}
