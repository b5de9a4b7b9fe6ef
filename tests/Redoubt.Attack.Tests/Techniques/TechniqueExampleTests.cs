using Redoubt.Attack.Facts;
using Redoubt.Attack.Model;
using Redoubt.Attack.Techniques;
using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Views;

namespace Redoubt.Attack.Tests.Techniques;

/// <summary>
/// Techniques are true of the platforms in their files: each gives what it gives there, and gives nothing on the nearest platforms, those without one line that decides, and to who holds one thing less.
/// </summary>
public sealed class TechniqueExampleTests
{
    public static TheoryData<string> Names => [.. ShippedTechniques.Written.Techniques.Select(technique => technique.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void It_gives_what_it_gives_where_its_example_says(string name)
    {
        var (technique, example) = ExampleOf(name);

        Assert.True(Gives(technique, example, example.Holds, example.Manifests));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_gives_nothing_without_any_one_line_that_decides(string name)
    {
        var (technique, example) = ExampleOf(name);
        var lines = example.Manifests.Split('\n');

        Assert.All(
            Enumerable.Range(0, lines.Length).Where(line => lines[line].EndsWith(TechniqueExample.Mark, StringComparison.Ordinal)),
            dropped => Assert.False(Gives(technique, example, example.Holds, string.Join('\n', lines.Where((_, line) => line != dropped))), $"without {lines[dropped].Trim()}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_gives_nothing_to_who_holds_one_thing_less(string name)
    {
        var (technique, example) = ExampleOf(name);

        Assert.NotEmpty(example.Holds);
        Assert.All(example.Holds, less => Assert.False(Gives(technique, example, [.. example.Holds.Where(held => held != less)], example.Manifests), $"without {less}"));
    }

    [Theory]
    [InlineData("tcp://127.0.0.1:2375")]
    [InlineData("tcp://[::1]:2375")]
    [InlineData("unix:///run/docker.sock")]
    public void An_engine_that_listens_only_to_its_own_machine_gives_nothing_to_others(string listener)
    {
        var (technique, example) = ExampleOf("engine-tcp");

        Assert.False(Gives(technique, example, example.Holds, example.Manifests.Replace("tcp://0.0.0.0:2375", listener, StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Whatever_of_the_platform_makes_it_possible_decides_in_its_example(string name)
    {
        var (technique, example) = ExampleOf(name);

        // Without a condition it is the things themselves and what he holds.
        Assert.True(technique.When.Length == 0 || Always.Contains(name) || example.Unseen.Length > 0 || example.Manifests.Contains(TechniqueExample.Mark, StringComparison.Ordinal));
    }

    // Possible unless something that is said forbids it: no line makes it so.
    private static readonly string[] Always = ["already-root", "runtime-exploit", "key-beside-data"];

    private static (Technique Technique, TechniqueExample Example) ExampleOf(string name)
    {
        var technique = ShippedTechniques.Written.Techniques.Single(one => one.Name == name);
        Assert.NotNull(technique.Example);
        return (technique, technique.Example);
    }

    // He has what rights, places and guards that failed give, and uses no other technique than a credential: so what the example shows is due to this one.
    private static bool Gives(Technique technique, TechniqueExample example, IReadOnlyList<string> holds, string manifests)
    {
        var read = DocumentReader.Read("example.yaml", manifests);
        Assert.Empty(read.Problems);
        var platform = new PlatformBuilder { Scope = Scope.Whole }.AddRange(read.Documents).Build();
        var model = new DepthAnalysis(platform, KubernetesVersion.NewestMinor, ShippedTechniques.Packed, new AttackSettings { OwnImages = example.OwnImages }).Model;
        var unseen = example.Unseen.Length == 0 ? 0 : AttackFact.All.Single(fact => fact.Name == example.Unseen).Number;
        var held = holds.Select(model.Find).OfType<int>().ToHashSet();
        var gives = model.Find(example.Gives);
        bool Fires(int clause) => model.Clauses[clause].Body.All(held.Contains);
        bool IsIt(int clause) => model.Moves[clause].Technique?.Name == technique.Name;
        while (true)
        {
            var next = Enumerable.Range(0, model.Clauses.Count)
                .FirstOrDefault(clause => !IsIt(clause) && IsPlain(model.Moves[clause].Technique) && !held.Contains(model.Clauses[clause].Head) && model.Clauses[clause].Cost is var cost && cost.Fact == 0 && (cost.Size == 0 || IsGuard(model, clause)) && Fires(clause), -1);
            if (next < 0)
            {
                return Enumerable.Range(0, model.Clauses.Count).Any(clause => IsIt(clause) && model.Clauses[clause].Head == gives && model.Clauses[clause].Cost.Fact == unseen && Fires(clause));
            }

            held.Add(model.Clauses[next].Head);
        }
    }

    private static bool IsPlain(Technique? technique) => technique is null or { Name: "use-credential" };

    private static bool IsGuard(AttackModel model, int clause) => model.Atoms[model.Clauses[clause].Head].StartsWith("off:", StringComparison.Ordinal);
}
