namespace Redoubt.House.Tests;

/// <summary>Inside a room data flows one way too: the tables of docs/architecture.md, section 5, held against what was compiled.</summary>
public class StageTests
{
    private static readonly Room[] Rooms =
    [
        new("Redoubt.Cel")
        {
            // The words of the language (`CelValue`, `CelType`, `CelFunction` …) and what operators do with values know each other.
            Own = "Values",
            Stages =
            [
                new("Re2", []),
                new("Values", []),
                new("Cost", ["Values"]),
                new("Tree", ["Values"]),
                new("Language", ["Tree", "Values"]) { Own = ["CelLibrary"] },
                new("Libraries", ["Language", "Tree", "Cost", "Values", "Re2"]),
                new("Parse", ["Language", "Tree", "Values"]),
                new("Expand", ["Parse", "Language", "Tree", "Values"]),
                new("Check", ["Language", "Tree", "Values"]),
                new("Estimate", ["Check", "Language", "Tree", "Values"]),
                new("Evaluate", ["Cost", "Values", "Re2"]),
                new("Image", ["Evaluate", "Check", "Language", "Tree", "Values"]),
                new("Plan", ["Evaluate", "Check", "Language", "Tree", "Values", "Re2"]),
                new("Environment", ["Plan", "Evaluate", "Estimate", "Image", "Check", "Expand", "Parse", "Libraries", "Language", "Tree", "Values"])
                {
                    Own = ["CelEnvironment", "CelEnvironmentBuilder", "CelFrame", "CelImage", "CelImageWriter", "CelLibraries", "CelProgram", "CelResult", "ProgramText", "CompiledText", "StoredText"],
                },
            ],
        },
        new("Redoubt.Admission")
        {
            Own = "Evaluate",
            Stages =
            [
                new("Policies", []),
                new("CustomResources", []),
                new("Matching", ["Policies"]),
                new("Mutate", []),
                new("Compile", ["Policies"]),
                new("TypeCheck", ["Compile", "Matching", "CustomResources", "Policies"]),
                new("Creation", ["Compile", "CustomResources", "Policies"]),
                new("Defaults", ["Mutate"]),
                new("Evaluate", ["Defaults", "Compile", "Mutate", "Matching", "Policies"]),
                new("Testing", ["Evaluate", "Mutate", "Matching", "Policies"]),
            ],
        },
    ];

    public static TheoryData<string> Names => [.. Rooms.Select(room => room.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stage_names_only_the_stages_that_it_may(string name)
    {
        var room = Find(name);
        var forbidden = CompiledTypes.References(name).Concat(UsingDirectives.References(name))
            .Select(pair => (pair.From, pair.To, Stage: room.StageOf(pair.From), Named: room.StageOf(pair.To)))
            .Where(pair => pair.Stage is not null && pair.Named is not null && pair.Stage != pair.Named && !pair.Stage.MayName.Contains(pair.Named.Name))
            .Select(pair => $"{pair.Stage!.Name} names {pair.Named!.Name}: {pair.From} → {pair.To}").Order(StringComparer.Ordinal);

        Assert.Empty(forbidden);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stage_may_name_only_stages_that_stand_above_it_in_the_table(string name)
    {
        var above = new HashSet<string>();
        foreach (var stage in Find(name).Stages)
        {
            Assert.Empty(stage.MayName.Except(above));
            Assert.True(above.Add(stage.Name), $"{stage.Name} stands twice in the table");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_folder_of_a_room_is_a_stage(string name)
    {
        var folders = House.FilesEnding(".cs").Where(file => file.StartsWith($"src/{name}/", StringComparison.Ordinal))
            .Select(file => file.Split('/')).Where(parts => parts.Length > 3).Select(parts => parts[2]).Distinct();
        var types = CompiledTypes.References(name).Select(pair => pair.From).ToHashSet();
        var room = Find(name);

        Assert.Empty(folders.Except(room.Stages.Select(stage => stage.Name)));
        Assert.Empty(room.Stages.SelectMany(stage => stage.Own).Select(type => $"{name}.{type}").Except(types));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_table_allows_is_used(string name)
    {
        var room = Find(name);
        var used = CompiledTypes.References(name).Concat(UsingDirectives.References(name))
            .Select(pair => (room.StageOf(pair.From)?.Name, room.StageOf(pair.To)?.Name)).ToHashSet();

        Assert.DoesNotContain(room.Stages.SelectMany(stage => stage.MayName.Select(named => (stage.Name, named))), pair => !used.Contains(pair));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_page_on_architecture_has_the_table(string name)
    {
        var rows = Find(name).Stages.Select(stage => $"| `{stage.Name}` | {(stage.MayName.Length == 0 ? "nothing" : string.Join(", ", stage.MayName))} |");
        var page = House.Read("docs/architecture.md").Split('\n').ToHashSet();

        Assert.DoesNotContain(rows, row => !page.Contains(row));
    }

    private static Room Find(string name) => Rooms.Single(room => room.Name == name);

    /// <summary>A project whose folders are stages, in an order in which each names only those before it.</summary>
    private sealed record Room(string Name)
    {
        public required Stage[] Stages { get; init; }

        /// <summary>The stage of the types in the project's own folder that no stage claims.</summary>
        public required string Own { get; init; }

        /// <summary>The stage of a type or namespace of the room; null for what the compiler made.</summary>
        public Stage? StageOf(string type)
        {
            if (!type.StartsWith(Name + ".", StringComparison.Ordinal))
            {
                return null;
            }

            var path = type[(Name.Length + 1)..].Split('.');
            var name = path.Length > 1 ? path[0] : Array.Find(Stages, stage => stage.Own.Contains(path[0]))?.Name ?? Own;
            return Array.Find(Stages, stage => stage.Name == name);
        }
    }

    /// <summary>A folder of a room; the stages whose types it may name, and the types in the room's own folder that belong to it.</summary>
    private sealed record Stage(string Name, string[] MayName)
    {
        public string[] Own { get; init; } = [];
    }
}
