using System.Text.RegularExpressions;

namespace Redoubt.House.Tests;

/// <summary>Names say what a thing is, files stay short, and nothing that is only here leaves this machine.</summary>
public partial class NamingTests
{
    // Each file over 400 lines answers for itself here.
    private static readonly Dictionary<string, string> LongFiles = [];

    [Fact]
    public void Nothing_is_called_by_a_name_that_says_nothing() =>
        Assert.DoesNotContain(House.Files, file => EmptyName().IsMatch(file));

    [Fact]
    public void A_source_file_over_400_lines_has_a_reason()
    {
        var longFiles = House.FilesEnding(".cs").Where(file => House.Read(file).Count(c => c == '\n') > 400);

        Assert.Equal(LongFiles.Keys.Order(StringComparer.Ordinal), longFiles.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Nothing_is_left_undone_in_the_code() =>
        Assert.Empty(Lines(".cs").Where(at => Undone().IsMatch(at.Line)).Select(at => at.ToString()));

    [Fact]
    public void No_catch_hides_what_happened() =>
        Assert.DoesNotContain(House.FilesEnding(".cs"), file => EmptyCatch().IsMatch(House.Read(file)));

    [Fact]
    public void No_path_of_one_machine_and_no_registry_is_named() =>
        Assert.Empty(Lines(".cs", ".md", ".yaml", ".json", ".props", ".csproj", ".sh", "redoubt", "test", "run")
            .Where(at => Foreign().IsMatch(at.Line)).Select(at => at.ToString()));

    [Fact]
    public void A_pragma_that_silences_a_warning_says_why() =>
        Assert.Empty(Lines(".cs").Where(at => at.Line.Contains("#pragma warning " + "disable", StringComparison.Ordinal)
            && !at.Line.Contains("//", StringComparison.Ordinal)).Select(at => at.ToString()));

    private static IEnumerable<(string File, int Number, string Line)> Lines(params string[] endings) =>
        House.FilesEnding(endings).SelectMany(file => House.Read(file).Split('\n').Select((line, index) => (file, index + 1, line)));

    [GeneratedRegex(@"(^|/)\w*(Utils?|Helpers?|Common|Manager|Misc)s?(\.cs$|/)", RegexOptions.IgnoreCase)]
    private static partial Regex EmptyName();

    [GeneratedRegex("NotImplemented" + "Exception|TO" + "DO|FIX" + "ME|HA" + "CK[^A-Za-z]")]
    private static partial Regex Undone();

    [GeneratedRegex(@"catch\s*(\([^)]*\))?\s*(when\s*\([^)]*\))?\s*\{\s*\}")]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"(^|[^\w.])/(wo" + @"rk|fa" + @"rm|ro" + @"ot)/|regi" + @"stry\.npmjs|api\.nu" + @"get\.org|deb\.deb" + @"ian\.org")]
    private static partial Regex Foreign();
}
