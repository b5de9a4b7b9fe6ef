using System.Text.Json;
using System.Xml.Linq;

namespace Redoubt.House.Tests;

/// <summary>Every library is chosen, explained, pinned, and under a licence that we know.</summary>
public class DependencyTests
{
    private static readonly string Page = House.Read("docs/dependencies.md");

    [Fact]
    public void Every_package_has_its_reason_in_the_page_of_dependencies()
    {
        var packages = XDocument.Parse(House.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => package.Attribute("Include")!.Value);

        Assert.DoesNotContain(packages, package => !Page.Contains($"| {package} |", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_package_named_in_the_props_is_used()
    {
        var used = House.FilesEnding(".csproj", "Directory.Build.props")
            .SelectMany(file => XDocument.Parse(House.Read(file)).Descendants("PackageReference"))
            .Select(package => package.Attribute("Include")?.Value).OfType<string>().ToHashSet();
        var named = XDocument.Parse(House.Read("Directory.Packages.props")).Descendants("PackageVersion")
            .Select(package => package.Attribute("Include")!.Value);

        Assert.DoesNotContain(named, package => !used.Contains(package));
    }

    [Fact]
    public void Every_project_has_a_lock_file_with_hashes()
    {
        foreach (var project in House.FilesEnding(".csproj"))
        {
            var path = Path.GetDirectoryName(project)!.Replace('\\', '/') + "/packages.lock.json";
            Assert.Contains(path, House.Files);
            using var file = JsonDocument.Parse(House.Read(path));
            var unlocked = file.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject())
                .Where(package => package.Value.GetProperty("type").GetString() != "Project" && !package.Value.TryGetProperty("contentHash", out _));
            Assert.Empty(unlocked.Select(package => package.Name));
        }
    }
}
