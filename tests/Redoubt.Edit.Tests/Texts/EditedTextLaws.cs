using FsCheck.Xunit;
using Redoubt.Edit.Texts;

namespace Redoubt.Edit.Tests.Texts;

/// <summary>Laws of texts that are edited again and again.</summary>
public sealed class EditedTextLaws
{
    [Property(MaxTest = 500)]
    public void The_changes_of_the_original_give_the_text_as_it_is_now(int seed)
    {
        var random = new Random(seed);
        var edited = new EditedText(string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => (char)('a' + random.Next(26)))));
        for (var round = 0; round < 4; round++)
        {
            edited = edited.With(Edits(random, edited.Text.Length))!;
            Assert.Equal(edited.Text, Applied(edited));
        }
    }

    [Property(MaxTest = 200)]
    public void Edits_are_those_of_the_text_as_it_was_before_them(int seed)
    {
        var random = new Random(seed);
        var text = new string('x', random.Next(1, 30));
        var edits = Edits(random, text.Length);
        var expected = text;
        foreach (var edit in edits.Reverse())
        {
            expected = expected.Remove(edit.Offset, edit.Length).Insert(edit.Offset, edit.Text);
        }

        Assert.Equal(expected, new EditedText(text).With(edits)!.Text);
    }

    [Fact]
    public void Two_edits_of_one_stretch_are_refused() => Assert.Null(new EditedText("abc").With([new TextEdit(0, 2, "x"), new TextEdit(1, 1, "y")]));

    private static TextEdit[] Edits(Random random, int length)
    {
        var edits = new List<TextEdit>();
        for (var at = random.Next(5); at <= length; at += 1 + random.Next(8))
        {
            var count = Math.Min(random.Next(4), length - at);
            edits.Add(new TextEdit(at, count, new string((char)('A' + random.Next(26)), random.Next(3))));
            at += count;
        }

        return [.. edits];
    }

    private static string Applied(EditedText edited)
    {
        var text = edited.Original;
        foreach (var change in edited.Changes.Reverse())
        {
            text = text.Remove(change.Offset, change.Length).Insert(change.Offset, change.Text);
        }

        return text;
    }
}
