using System.Text.RegularExpressions;

namespace Redoubt.House.Tests;

/// <summary>
/// What the source of a room says at the top of its files. The build refuses a directive that is not needed, so each is a reference; one to
/// a constant, whose value is all that the compiled code keeps, is seen only here.
/// </summary>
internal static partial class UsingDirectives
{
    /// <summary>A file, as the type that it is called after, and what its directives make visible, as any type there.</summary>
    public static IEnumerable<(string From, string To)> References(string room)
    {
        foreach (var file in House.FilesEnding(".cs").Where(file => file.StartsWith($"src/{room}/", StringComparison.Ordinal)))
        {
            var from = Path.GetDirectoryName(file)!["src/".Length..].Replace('/', '.') + "." + Path.GetFileName(file).Split('.')[0];
            foreach (Match directive in Directive().Matches(House.Read(file)))
            {
                yield return (from, directive.Groups["name"].Value + ".*");
            }
        }
    }

    [GeneratedRegex(@"^(global )?using (static )?(\w+ = )?(?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Directive();
}
