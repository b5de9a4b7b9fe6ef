using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog.Files;

/// <summary>Reads how a fix is written into a manifest. Its paths and CEL are checked when the control is compiled.</summary>
internal static class FixField
{
    /// <summary>The fields.</summary>
    public static IReadOnlyList<string> Names { get; } = ["set", "compute", "add", "remove", "when", "unsafe", "otherwise"];

    /// <summary>The fix.</summary>
    /// <param name="reader">The map that holds it.</param>
    public static ControlFix Read(FieldReader reader)
    {
        var compute = reader.Inner("compute");
        var fix = new ControlFix
        {
            Set = ControlFile.Pairs(reader.Inner("set")),
            Compute = [.. ControlFile.Pairs(compute).Select(pair => (pair.Name, compute.Text(pair.Name)))],
            Add = ControlFile.Pairs(reader.Inner("add")),
            Remove = reader.Texts("remove"),
            When = reader.Text("when"),
            Unsafe = reader.Text("unsafe"),
            Otherwise = reader.Map["otherwise"].Exists ? ReadOther(reader.Inner("otherwise")) : null,
        };
        foreach (var (path, json) in fix.Set.Concat(fix.Add).Where(pair => pair.Json == "null"))
        {
            reader.Report(reader.Map, $"`{path}` cannot get null: what goes stands under `remove`");
        }

        if (fix.IsEmpty && (fix.When.Length > 0 || fix.Unsafe.Length > 0 || fix.Otherwise is not null))
        {
            reader.Report(reader.Map, "a fix with conditions needs something to write: `set`, `compute`, `add` or `remove`");
        }

        if (fix.Otherwise is not null && fix.When.Length == 0)
        {
            reader.Report(reader.Map["otherwise"], "without `when` nothing else is ever written");
        }

        return fix;
    }

    private static ControlFix ReadOther(FieldReader reader)
    {
        reader.Only([.. Names]);
        return Read(reader);
    }
}
