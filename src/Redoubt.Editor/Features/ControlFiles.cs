using System.Text.RegularExpressions;
using Redoubt.Catalog;
using Redoubt.Catalog.Judge;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Editor.Features;

/// <summary>Files with controls: what is wrong with them, and the facts that their CEL may call.</summary>
internal static partial class ControlFiles
{
    /// <summary>Whether a text is a control.</summary>
    public static bool Is(string text) => Id().IsMatch(text) && For().IsMatch(text);

    /// <summary>What is wrong with a control, at its places.</summary>
    public static IEnumerable<FilePlace> Problems(ControlCatalog catalog, string file, string text)
    {
        var builder = new CatalogBuilder().Add(file, text);
        var own = builder.Build(catalog);
        var broken = new PlatformJudge(catalog.With(own), own.Controls, new JudgeOptions { KubernetesMinor = KubernetesVersion.NewestMinor }).CompileAll();
        return [.. builder.Problems, .. broken.Select(builder.Locate)];
    }

    /// <summary>The facts that may follow what stands before a place: those of the variable before the last dot.</summary>
    public static IEnumerable<Fact> FactsBefore(ControlCatalog catalog, string text, int offset)
    {
        var start = StartOfWord(text, offset);
        var receiver = start > 0 && text[start - 1] == '.' ? text[StartOfWord(text, start - 1)..(start - 1)] : "";
        return catalog.Facts.Where(fact => receiver.Length == 0 || fact.Define.StartsWith(receiver + ".", StringComparison.Ordinal) || !IsVariable(receiver));
    }

    /// <summary>What the fact at a place means.</summary>
    public static IEnumerable<string> FactAt(ControlCatalog catalog, string text, int offset)
    {
        var start = StartOfWord(text, offset);
        var end = start;
        while (end < text.Length && IsWord(text[end]))
        {
            end++;
        }

        var call = $".{text[start..end]}(";
        return end == start ? [] : catalog.Facts.Where(fact => fact.Define.Contains(call, StringComparison.Ordinal)).Select(fact => $"`{fact.Define}`\n\n{fact.Say}\n\n```\n{fact.Is.Trim()}\n```");
    }

    private static bool IsVariable(string word) => word is "container" or "pod" or "object" or "namespaceObject" or "platform";

    private static int StartOfWord(string text, int offset)
    {
        var start = Math.Clamp(offset, 0, text.Length);
        while (start > 0 && IsWord(text[start - 1]))
        {
            start--;
        }

        return start;
    }

    private static bool IsWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';

    [GeneratedRegex("^id:[ ]*[a-z]+/", RegexOptions.Multiline)]
    private static partial Regex Id();

    [GeneratedRegex("^for:", RegexOptions.Multiline)]
    private static partial Regex For();
}
