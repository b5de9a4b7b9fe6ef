using Redoubt.Catalog.Owners;
using Redoubt.Evidence;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Files;

/// <summary>Reads <c>owners</c> of <c>redoubt.yaml</c>: a list of teams, or a map with the list and with the labels that name teams.</summary>
internal static class OwnerField
{
    private const string Field = "owners";

    public static OwnerSettings Read(FieldReader configuration)
    {
        if (configuration.Map[Field].Kind == NodeKind.List)
        {
            return OwnerSettings.None with { Rules = Rules(configuration, Field) };
        }

        var reader = configuration.Inner(Field);
        reader.Only("list", "labels");
        return new OwnerSettings { Rules = Rules(reader, "list"), Labels = reader.Texts("labels") };
    }

    private static List<OwnerRule> Rules(FieldReader reader, string field)
    {
        var rules = new List<OwnerRule>();
        foreach (var item in reader.Items(field))
        {
            var owner = reader.Of(item);
            owner.Only("team", "layer", "namespace", "path", "control", "labels");
            if (owner.Text("layer") is { Length: > 0 } layer && !Names.TryLayer(layer, out _))
            {
                owner.Report(owner.Map["layer"], $"`{layer}` is no layer ({string.Join(", ", Names.OfLayers)}){Suggestion.Of(layer, [.. Names.OfLayers])}");
            }

            var labels = owner.Inner("labels");
            var pairs = new List<(string, string)>();
            foreach (var label in labels.Map.Fields)
            {
                pairs.Add((label.Key.ToString(), labels.Text(label.Key.ToString())));
            }

            rules.Add(new OwnerRule(owner.Required("team"), owner.Text("layer"), owner.Text("namespace"), owner.Text("path")) { Control = owner.Text("control"), Labels = pairs });
        }

        return rules;
    }
}
