using Redoubt.Evidence.Schema;

namespace Redoubt.Admission.CustomResources;

/// <summary>What rules see of every resource, whatever its schema says: kind, version, and of the metadata only the name.</summary>
internal static class ResourceFields
{
    private static readonly StructuralSchema Text = new() { Type = "string" };

    /// <summary>The schema with these fields; itself if it speaks of all of them.</summary>
    public static StructuralSchema AddedTo(StructuralSchema schema)
    {
        var metadata = Field(schema, "metadata");
        var (name, generateName) = (Field(metadata, "name"), Field(metadata, "generateName"));
        if (IsText(Field(schema, "kind")) && IsText(Field(schema, "apiVersion")) && metadata?.Type == "object" && IsText(name) && IsText(generateName))
        {
            return schema;
        }

        var fields = new OrderedDictionary<string, StructuralSchema>(schema.Properties ?? new Dictionary<string, StructuralSchema>(), StringComparer.Ordinal)
        {
            ["kind"] = Text,
            ["apiVersion"] = Text,
            ["metadata"] = new StructuralSchema
            {
                Type = "object",
                Properties = new OrderedDictionary<string, StructuralSchema>(StringComparer.Ordinal)
                {
                    ["name"] = Capped(name, RequestBounds.ObjectName),
                    // What the server appends is a byte or more.
                    ["generateName"] = Capped(generateName, RequestBounds.ObjectName - 1),
                },
            },
        };
        return schema with { Properties = fields };
    }

    private static StructuralSchema Capped(StructuralSchema? own, long length) =>
        Text with { MaxLength = Math.Min(own?.MaxLength ?? length, length) };

    private static bool IsText(StructuralSchema? field) => field?.Type == "string";

    private static StructuralSchema? Field(StructuralSchema? schema, string name) => schema?.Properties?.GetValueOrDefault(name);
}
