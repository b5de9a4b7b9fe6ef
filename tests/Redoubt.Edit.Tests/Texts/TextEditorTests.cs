using Redoubt.Edit.Texts;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Edit.Tests.Texts;

/// <summary>Edits of texts: only what changes is touched, and nothing else changes its meaning.</summary>
public sealed class TextEditorTests
{
    private const string Head = "apiVersion: example.com/v1\nkind: Thing\nmetadata: {name: a}\n";

    [Theory]
    // Fields that are not there.
    [InlineData("x:\n  a: 1 # one\n", "set x.b true", "x:\n  a: 1 # one\n  b: true\n")]
    [InlineData("x:\n    a: 1\n", "set x.b.c 2", "x:\n    a: 1\n    b:\n        c: 2\n")]
    [InlineData("x:\n  a: 1", "set x.b true", "x:\n  a: 1\n  b: true")]
    [InlineData("x:\r\n  a: 1\r\nw: 2\r\n", "set x.b true", "x:\r\n  a: 1\r\n  b: true\r\nw: 2\r\n")]
    [InlineData("x: {a: 1}\n", "set x.b true", "x: {a: 1, b: true}\n")]
    [InlineData("x: {\n  a: 1\n}\n", "set x.b true", "x: {\n  a: 1,\n  b: true\n}\n")]
    [InlineData("x: {} # none\nw: 1\n", "set x.b true", "x: # none\n  b: true\nw: 1\n")]
    [InlineData("x:\n# later\nw: 1\n", "set x.b true", "x:\n  b: true\n# later\nw: 1\n")]
    [InlineData("x: null\nw: 1\n", "set x.b true", "x:\n  b: true\nw: 1\n")]
    [InlineData("x:\n  a: |\n    text\n\n  # end\nw: 1\n", "set x.b true", "x:\n  a: |\n    text\n  b: true\n\n  # end\nw: 1\n")]
    [InlineData("x:\n  a: |+\n    text\n\nw: 1\n", "set x.b true", "x:\n  a: |+\n    text\n\n  b: true\nw: 1\n")]
    [InlineData("x:\n- name: a\n- name: b\n", "set x[0].c d", "x:\n- name: a\n  c: d\n- name: b\n")]
    [InlineData("x:\n  a:\n  - 1\n", "set x.l ['b']", "x:\n  a:\n  - 1\n  l:\n  - b\n")]
    [InlineData("x:\n  a:\n    - 1\n", "set x.l ['b']", "x:\n  a:\n    - 1\n  l:\n    - b\n")]
    // Fields that are there.
    [InlineData("x:\n  a:   1   # one\n", "set x.a 2", "x:\n  a:   2   # one\n")]
    [InlineData("x: 'it''s'\n", "set x \"that's\"", "x: 'that''s'\n")]
    [InlineData("x: \"a\"\n", "set x b", "x: \"b\"\n")]
    [InlineData("x: b\n", "set x yes", "x: \"yes\"\n")]
    [InlineData("x: |\n  text\nw: 1\n", "set x 2", "x: 2\nw: 1\n")]
    [InlineData("x:\n  a:\n    b: 1\n  c: 2\n", "set x.a ['m']", "x:\n  a:\n  - m\n  c: 2\n")]
    [InlineData("x:\n  a: [p, q] # two\n", "set x.a ['m']", "x:\n  a: [m] # two\n")]
    [InlineData("x: &one 1\nw: 2\n", "set w 3", "x: &one 1\nw: 3\n")]
    [InlineData("x: &m {a: 1}\nw:\n  <<: *m\n  b: 2\n", "set w.a 3", "x: &m {a: 1}\nw:\n  <<: *m\n  b: 2\n  a: 3\n")]
    [InlineData("x: &m 1\nw: *m # as x\n", "set w 3", "x: &m 1\nw: 3 # as x\n")]
    // What goes.
    [InlineData("x:\n  a: 1\n  # two\n  b: 2\n", "remove x.b", "x:\n  a: 1\n  # two\n")]
    [InlineData("x:\n  b: 2\nw: 1\n", "remove x.b", "x: {}\nw: 1\n")]
    [InlineData("x:\n- a: 1\n  b: 2\n", "remove x[0].a", "x:\n- b: 2\n")]
    [InlineData("x:\n- a: 1\n  # keep\n  b: 2\n", "remove x[0].a", "x:\n- \n  # keep\n  b: 2\n")]
    [InlineData("x: {a: 1, b: 2, c: 3}\n", "remove x.b", "x: {a: 1, c: 3}\n")]
    [InlineData("x: {a: 1, b: 2, c: 3}\n", "remove x.c; remove x.b", "x: {a: 1}\n")]
    [InlineData("x:\n  - p\n  - q # two\n  - r\n", "remove x[1]", "x:\n  - p\n  - r\n")]
    [InlineData("x:\n- p\nw: 1\n", "remove x[0]", "x: []\nw: 1\n")]
    [InlineData("x: [p, q, r]\n", "remove x[2]; remove x[0]", "x: [q]\n")]
    [InlineData("x:\n  a: 1\n", "remove x.a; set x.b 2", "x:\n  b: 2\n")]
    // What a list gets.
    [InlineData("x:\n  - p\nw: 1\n", "add x q", "x:\n  - p\n  - q\nw: 1\n")]
    [InlineData("x: [p]\n", "add x q", "x: [p, q]\n")]
    [InlineData("x: [p]\n", "add x p", "x: [p]\n")]
    [InlineData("w: 1\n", "add x p", "w: 1\nx:\n- p\n")]
    // Several at one place.
    [InlineData("x:\n- name: a\n", "set x[0].s.p 1; set x[0].s.q 2; set z 3", "x:\n- name: a\n  s:\n    p: 1\n    q: 2\nz: 3\n")]
    public void Only_what_changes_is_touched(string before, string edits, string after) => Assert.Equal(Head + after, Edited(Head + before, edits));

    [Fact]
    public void Json_stays_Json() => Assert.Equal(
        "{\n  \"apiVersion\": \"example.com/v1\",\n  \"kind\": \"Thing\",\n  \"data\": {\n    \"a\": \"1\",\n    \"b\": \"yes\"\n  },\n  \"x\": {\"l\": [\"p\"]}\n}\n",
        Edited("{\n  \"apiVersion\": \"example.com/v1\",\n  \"kind\": \"Thing\",\n  \"data\": {\n    \"a\": \"1\"\n  }\n}\n", "set data.b yes; add x.l p"));

    [Theory]
    [InlineData("x: &m\n  a: 1\nw: *m\n", "set x.a 2", "another place would change too")]
    [InlineData("x: &m\n  a: 1\nw: *m\n", "set w.a 2", "by an alias")]
    [InlineData("x: &m {a: 1}\nw:\n  <<: *m\n  b: 2\n", "remove w.a", "by a merge key")]
    [InlineData("x: &m 1\nw: *m\n", "set x 2", "has an anchor")]
    [InlineData("x: !!str 1\n", "set x 2", "has a tag")]
    [InlineData("x: 1\n", "set x 2; set x 3", "different values")]
    [InlineData("x: 1\n", "set x.a 3", "a value stands where")]
    public void What_would_change_something_else_is_not_made_and_why_is_said(string before, string edits, string why) => Assert.Contains(why, Try(Head + before, edits).Objection, StringComparison.Ordinal);

    [Fact]
    public void Of_two_objects_in_a_file_only_the_one_that_is_meant_changes()
    {
        var read = DocumentReader.Read("a.yaml", Head + "data: {p: q}\n---\n" + Head.Replace("name: a", "name: b", StringComparison.Ordinal) + "data: {p: q}\n");
        Assert.True(NodePath.TryParse("data.p", out var path));
        var editing = TextEditor.Edit(read, [new FieldEdit(read.Documents[1], path, EditAction.Set, "\"n\"")], ReadOptions.Default);

        Assert.Equal(("q", "n"), (editing.Read!.Documents[0].Root["data"]["p"].AsString(), editing.Read.Documents[1].Root["data"]["p"].AsString()));
    }

    private static string Edited(string text, string edits)
    {
        var editing = Try(text, edits);
        Assert.Equal("", editing.Objection);
        return new EditedText(text).With(editing.Edits)!.Text;
    }

    private static TextEditing Try(string text, string edits)
    {
        var read = DocumentReader.Read("a.yaml", text);
        return TextEditor.Edit(read, [.. edits.Split("; ").Select(edit =>
        {
            var words = edit.Split(' ', 3);
            Assert.True(NodePath.TryParse(words[1], out var path));
            var json = words.Length < 3 ? "" : words[2] is "true" or "1" or "2" or "3" || words[2][0] is '"' ? words[2] : words[2][0] is '[' ? words[2].Replace('\'', '"') : $"\"{words[2]}\"";
            return new FieldEdit(read.Documents[0], path, Enum.Parse<EditAction>(words[0], ignoreCase: true), json);
        })], ReadOptions.Default);
    }
}
