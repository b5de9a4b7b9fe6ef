using Redoubt.Cel.Re2;
using Redoubt.Cel.Tests.Re2;

namespace Redoubt.Cel.Fuzz;

/// <summary>What holds for every text that may be a regular expression: errors have names and places, printing keeps the tree, matches lie in the text.</summary>
internal static class Re2Laws
{
    private const int LongestText = 200;

    public static bool Check(string pattern)
    {
        if (!Re2Parser.TryParse(pattern, out var tree, out var error))
        {
            Language.Require(Enum.IsDefined(error.Kind), "an error without a name");
            Language.Require(error.Position >= 0 && error.Position <= pattern.Length, "an error outside the pattern");
            Language.Require(pattern.AsSpan(error.Position).StartsWith(error.Text, StringComparison.Ordinal), $"an error that names another part: {error}");
            return false;
        }

        var printed = Re2Printer.Print(tree);
        if (!Re2Parser.TryParse(printed, out var again, out error))
        {
            throw new InvalidOperationException($"what is printed does not parse: {printed}: {error}");
        }

        Language.Require(Re2Trees.Same(tree, again), $"what is printed is another tree: {printed}");
        Language.Require(Re2Printer.Print(again) == printed, $"what is printed is printed otherwise: {printed}");
        if (pattern.Length <= LongestText)
        {
            Match(pattern);
        }

        return true;
    }

    private static void Match(string pattern)
    {
        Language.Require(Re2Regex.TryParse(pattern, out var regex, out _), "a pattern that parses only once");
        var last = 0;
        foreach (var range in regex!.FindAll(pattern))
        {
            Language.Require(range.Start.Value >= last && range.Start.Value <= range.End.Value && range.End.Value <= pattern.Length, "a match outside the text");
            last = range.End.Value;
        }

        Language.Require(regex.IsMatch(pattern) == regex.TryFind(pattern, 0, out _), "a match that is not found");
    }
}
