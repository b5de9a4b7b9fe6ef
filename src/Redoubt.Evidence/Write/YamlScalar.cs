using System.Text.Encodings.Web;

namespace Redoubt.Evidence.Write;

/// <summary>A string as a value of YAML that every reader takes for just that string.</summary>
public static class YamlScalar
{
    /// <summary>The text bare where nothing can be read otherwise, else in quotes as JSON has them, which is YAML too.</summary>
    /// <param name="text">The text.</param>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return IsPlain(text) ? text : $"\"{(text.Any(char.IsSurrogate) ? Runes(text) : JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text))}\"";
    }

    // What JSON escapes as two halves YAML refuses: such characters stand for themselves.
    private static string Runes(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.IsBmp ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode($"{rune}") : $"{rune}"));

    // Words of letters that no reader takes for anything but text.
    private static bool IsPlain(string text) => text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' or '/' or '_')
        && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n");
}
