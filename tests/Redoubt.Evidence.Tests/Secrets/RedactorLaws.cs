using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Redoubt.Evidence.Secrets;

namespace Redoubt.Evidence.Tests.Secrets;

public sealed class RedactorLaws
{
    [Property(MaxTest = 300)]
    public void No_text_shows_a_secret(NonEmptyString[] values, string before, string after)
    {
        string[] secrets = [.. values.Select(value => Word(value.Get)).Where(word => word.Length is >= 4 and < 200 && !Redactor.Mask.Contains(word) && !word.All(char.IsAsciiLetterLower))];
        var text = new StringBuilder("apiVersion: v1\nkind: Secret\nmetadata: {name: the-secret}\ndata:\n  none: ''\n");
        for (var at = 0; at < secrets.Length; at++)
        {
            text.Append("  key").Append(at).Append(": ").Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(secrets[at]))).Append('\n');
        }

        var redactor = Redactor.Of(Given.Document(text.ToString()));
        var message = redactor.Safe($"{Word(before)} {string.Join(" ", secrets)}{Word(after)}");
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, message, StringComparison.Ordinal));
        for (var line = 5; line < 5 + secrets.Length; line++)
        {
            Assert.All(secrets, secret => Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(secret)), redactor.Line(line), StringComparison.Ordinal));
        }
    }

    private static string Word(string? text) => new([.. (text ?? "").Where(letter => letter is > ' ' and < '\u007f')]);
}
