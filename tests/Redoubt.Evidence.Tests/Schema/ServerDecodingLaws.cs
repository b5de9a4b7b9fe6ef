using System.Globalization;
using System.Text.Json;
using FsCheck.Xunit;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Schema;

namespace Redoubt.Evidence.Tests.Schema;

/// <summary>Laws over objects that are right, wrong and odd at random places.</summary>
public sealed class ServerDecodingLaws
{
    private static readonly string[] Kinds =
        ["v1 Pod", "apps/v1 Deployment", "v1 Service", "v1 Secret", "networking.k8s.io/v1 NetworkPolicy", "apiextensions.k8s.io/v1 CustomResourceDefinition"];

    [Property(MaxTest = 300)]
    public void What_was_decoded_is_taken_as_it_is(int seed)
    {
        var once = DocumentReader.Read("a.json", Written(seed)).Documents.Single();
        var text = Json(once.Root);
        var again = DocumentReader.Read("a.json", text);
        Assert.DoesNotContain(again.Problems, problem => problem.Code == LedgerCode.Unreadable);
        Assert.Equal(text, Json(again.Documents.Single().Root));
    }

    [Property(MaxTest = 300)]
    public void The_tape_hangs_together_after_values_went(int seed)
    {
        var root = DocumentReader.Read("a.json", Written(seed)).Documents.Single().Root;
        Assert.Equal(root.Tape.Count, Rows(root));
    }

    // How many rows there are from here down, by the children that are seen.
    private static int Rows(Node node)
    {
        var (rows, children) = (1, 0);
        foreach (var child in node.Kind == NodeKind.Map ? node.Fields : node.Items)
        {
            Assert.NotEqual(NodeKind.None, child.Kind);
            Assert.Equal(node, child.Parent);
            Assert.Equal(child.Row, node.Kind == NodeKind.Map ? node[child.Key.ToString()].Row : node[children].Row);
            rows += Rows(child);
            children++;
        }
        Assert.Equal(node.Count, children);
        return rows;
    }

    private static string Written(int seed)
    {
        var random = new Random(seed);
        var kind = Kinds[random.Next(Kinds.Length)].Split(' ');
        FieldIndex.Default.TryKind(kind[0], kind[1], out var info);
        return $$"""{"apiVersion": "{{kind[0]}}", "kind": "{{kind[1]}}", "spec": {{Value(random, Field(info!.Type!, "spec"), 0)}}, "data": {{Value(random, Field(info.Type!, "data"), 0)}}}""";
    }

    private static FieldType Field(TypeInfo type, string name) => type.TryField(name, out var field) ? field.Type : FieldType.Any;

    private static string Value(Random random, FieldType type, int depth)
    {
        if (random.Next(6) == 0)
        {
            type = FieldType.Scalar((FieldKind)random.Next((int)FieldKind.Bytes + 1));
        }

        var count = random.Next(Math.Max(0, 7 - depth));
        return type.Kind switch
        {
            _ when random.Next(12) == 0 => "null",
            FieldKind.Object => Fields(type.Object!.Fields.ToArray().Where(_ => random.Next(3) == 0).Select(f => (f.Name, f.Type)), random, depth),
            FieldKind.Map => Fields(Enumerable.Range(0, count).Select(n => ($"k{n}", type.Element!)), random, depth),
            FieldKind.List => "[" + string.Join(", ", Enumerable.Range(0, count).Select(_ => Value(random, type.Element!, depth + 1))) + "]",
            var kind => Scalar(random, kind),
        };
    }

    private static string Fields(IEnumerable<(string Name, FieldType Type)> fields, Random random, int depth) => depth > 8
        ? "{}"
        : "{" + string.Join(", ", fields.DistinctBy(f => f.Name).Select(f => $"\"{f.Name}\": {Value(random, f.Type, depth + 1)}")) + "}";

    private static string Scalar(Random random, FieldKind kind) => kind switch
    {
        FieldKind.Int32 or FieldKind.Int64 => random.Next(4) == 0 ? "1.0" : random.Next().ToString(CultureInfo.InvariantCulture),
        FieldKind.Double => "0.25",
        FieldKind.Bool => "true",
        FieldKind.Quantity => random.Next(3) switch { 0 => "0.5", 1 => "\"1000m\"", _ => "\"1Gi\"" },
        FieldKind.Time => "\"2024-02-29T00:00:00.5+01:00\"",
        FieldKind.Bytes => "\"aGk=\"",
        _ => "\"text\"",
    };

    private static string Json(Node node) => node.Kind switch
    {
        NodeKind.Map => "{" + string.Join(",", Children(node).Select(c => JsonSerializer.Serialize(c.Key.ToString()) + ":" + Json(c))) + "}",
        NodeKind.List => "[" + string.Join(",", Children(node).Select(Json)) + "]",
        NodeKind.String => JsonSerializer.Serialize(node.AsString()),
        NodeKind.Int => node.Int.ToString(CultureInfo.InvariantCulture),
        NodeKind.UInt => node.UInt.ToString(CultureInfo.InvariantCulture),
        NodeKind.Double => node.Double.ToString("0.0###", CultureInfo.InvariantCulture),
        NodeKind.Bool => node.IsTrue ? "true" : "false",
        _ => "null",
    };

    private static List<Node> Children(Node node)
    {
        var children = new List<Node>();
        foreach (var child in node.Kind == NodeKind.Map ? node.Fields : node.Items)
        {
            children.Add(child);
        }

        return children;
    }
}
