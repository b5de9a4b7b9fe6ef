using System.Buffers;
using System.Text;

namespace Redoubt.Evidence.Tapes;

/// <summary>Writes the steps of a path.</summary>
internal static class NodePathWriter
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_";

    private static readonly SearchValues<char> Word = SearchValues.Create(Letters + "0123456789");

    /// <summary>What an item's name may hold without quotes.</summary>
    private static readonly SearchValues<char> Bare = SearchValues.Create(Letters + "0123456789-./:@");

    public static void Append(StringBuilder text, PathStep step)
    {
        if (step.Index >= 0)
        {
            text.Append('[').Append(step.Index).Append(']');
        }
        else if (step.IsAny)
        {
            text.Append("[*]");
        }
        else if (step.Value is { } value)
        {
            AppendText(text.Append('[').Append(step.Name).Append('='), value, Bare).Append(']');
        }
        else if (IsName(step.Name!))
        {
            text.Append(text.Length > 0 ? "." : "").Append(step.Name);
        }
        else
        {
            AppendQuoted(text.Append('['), step.Name!).Append(']');
        }
    }

    /// <summary>Whether CEL can select the field with a dot.</summary>
    public static bool IsName(ReadOnlySpan<char> name) =>
        !name.IsEmpty && !char.IsAsciiDigit(name[0]) && !name.ContainsAnyExcept(Word);

    private static StringBuilder AppendText(StringBuilder text, string value, SearchValues<char> bare) =>
        value.Length == 0 || value.AsSpan().ContainsAnyExcept(bare) ? AppendQuoted(text, value) : text.Append(value);

    private static StringBuilder AppendQuoted(StringBuilder text, string value) =>
        text.Append('\'').Append(value.Replace("\\", "\\\\").Replace("'", "\\'")).Append('\'');
}
