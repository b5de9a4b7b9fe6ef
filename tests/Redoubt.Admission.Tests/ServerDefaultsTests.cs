using System.Text.Json;
using Redoubt.Admission.Defaults;
using Redoubt.Admission.Evaluate;
using Redoubt.Cel;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Tapes;

namespace Redoubt.Admission.Tests;

/// <summary>Manifests and what a real API server made of them.</summary>
[NeedsSuite("server")]
public sealed class ServerDefaultsTests(ITestOutputHelper output)
{
    [Fact]
    public void What_the_server_fills_in_is_filled_in()
    {
        var (agree, all, problems) = (0, 0, new List<string>());
        foreach (var line in File.ReadLines(Path.Combine(Suites.Folder("server"), "defaults.jsonl")))
        {
            using var row = JsonDocument.Parse(line);
            var document = DocumentReader.Read("m.yaml", row.RootElement.GetProperty("manifest").GetString()!).Documents[0];
            var value = new EvidenceValues([document]).Of(document.Root);
            var made = Exact(ServerDefaults.Apply(value, document.ApiVersion, document.Kind, 37));
            var expected = Exact(JsonValues.Read(row.RootElement.GetProperty("defaulted").GetRawText()));
            all++;
            agree += made == expected ? 1 : 0;
            if (made != expected)
            {
                problems.Add($"{row.RootElement.GetProperty("id")} {row.RootElement.GetProperty("what")}\n  {expected}\n  {made}");
            }
        }

        output.WriteLine($"{agree} of {all} agree");
        Assert.True(problems.Count == 0, string.Join('\n', problems));
    }

    // Fields sorted, and nothing left out.
    private static string Exact(CelValue value)
    {
        switch (value.Kind)
        {
            case CelKind.Map:
                var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
                for (var items = value.Items; items.MoveNext();)
                {
                    fields[items.Current.AsString()] = Exact(items.CurrentValue);
                }

                return $"{{{string.Join(',', fields.Select(field => $"{field.Key}:{field.Value}"))}}}";
            case CelKind.List:
                var elements = new List<string>();
                foreach (var item in value.Items)
                {
                    elements.Add(Exact(item));
                }

                return $"[{string.Join(',', elements)}]";
            case CelKind.Double when double.IsInteger(value.AsDouble()):
                return $"{value.AsDouble():F0}";
            default:
                return value.ToString();
        }
    }
}
