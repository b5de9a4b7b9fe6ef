using Redoubt.Evidence;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Attack;

/// <summary>What <c>redoubt.yaml</c> says about attacks.</summary>
public sealed record AttackSettings
{
    /// <summary>Nothing said.</summary>
    public static readonly AttackSettings None = new();

    /// <summary>Where an attacker may begin, beside what the evidence shows.</summary>
    public IReadOnlyList<ConfiguredEntry> Entries { get; init; } = [];

    /// <summary>What must not be lost, beside what the evidence shows.</summary>
    public IReadOnlyList<string> Jewels { get; init; } = [];

    /// <summary>Connections that the application needs, as workloads <c>NAMESPACE/NAME</c>: no fix may cut them.</summary>
    public IReadOnlyList<(string From, string To)> Needs { get; init; } = [];

    /// <summary>Where the names of one's own images begin.</summary>
    public IReadOnlyList<string> OwnImages { get; init; } = [];

    /// <summary>Reads the fields <c>entries</c>, <c>jewels</c>, <c>needs</c> and <c>ownImages</c> of a configuration.</summary>
    /// <param name="file">The file's name, for messages.</param>
    /// <param name="root">The configuration.</param>
    /// <param name="problems">Takes what is wrong with it.</param>
    public static AttackSettings Read(string file, Node root, List<FilePlace> problems)
    {
        var reader = new FieldReader(file, root, problems);
        var (entries, needs) = (new List<ConfiguredEntry>(), new List<(string, string)>());
        foreach (var item in reader.Items("entries"))
        {
            var entry = reader.Of(item);
            if (ConfiguredEntry.Read(entry) is { } read)
            {
                entries.Add(read);
            }
        }

        foreach (var item in reader.Items("needs"))
        {
            var need = reader.Of(item);
            need.Only("from", "to");
            needs.Add((need.Required("from"), need.Required("to")));
        }

        return new AttackSettings { Entries = entries, Jewels = reader.Texts("jewels"), Needs = needs, OwnImages = reader.Texts("ownImages") };
    }
}

/// <summary>An entry of the configuration.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Kind">What he has: <c>token</c>, <c>workload</c>, <c>imageSupplier</c>, <c>registry</c>, <c>repository</c>, <c>backup</c>, <c>group</c>, <c>user</c>.</param>
/// <param name="Of">Of what: <c>shop/orders</c>, an image, a host.</param>
public sealed record ConfiguredEntry(string Name, string Kind, string Of)
{
    private static readonly string[] Kinds = ["token", "workload", "imageSupplier", "registry", "repository", "backup", "group", "user"];

    internal static ConfiguredEntry? Read(FieldReader reader)
    {
        reader.Only(["name", .. Kinds]);
        var name = reader.Required("name");
        string[] given = [.. Kinds.Where(kind => reader.Text(kind).Length > 0)];
        if (given.Length != 1)
        {
            reader.Report(reader.Map, $"an entry has one of {string.Join(", ", Kinds)}");
            return null;
        }

        return new ConfiguredEntry(name, given[0], reader.Text(given[0]));
    }
}
