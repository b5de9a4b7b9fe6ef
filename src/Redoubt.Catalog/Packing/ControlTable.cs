namespace Redoubt.Catalog.Packing;

/// <summary>What of each control is known before it is asked, in a pack: what tells it from others, and of what it is asked, which many have in common.</summary>
internal static class ControlTable
{
    public static void Write(BinaryWriter writer, IReadOnlyList<Control> controls, int[] rules, int[] texts)
    {
        ControlTarget[] targets = [.. controls.Select(control => control.Target).DistinctBy(Key)];
        var numbers = targets.Index().ToDictionary(one => Key(one.Item), one => one.Index, StringComparer.Ordinal);
        writer.WriteList(targets, static (w, target) =>
        {
            w.WriteTexts(target.For);
            w.WriteTexts(target.Of);
            w.Write(target.Kubernetes);
        });
        var rows = controls.Index().ToArray();
        writer.WriteList(rows, (w, row) =>
        {
            var control = row.Item;
            w.Write(control.Id);
            w.Write((byte)control.Layer);
            w.Write((byte)control.Theme);
            w.Write((byte)control.Severity);
            w.Write(control.IsExceptable);
            w.Write(control.IsManual);
            w.Write7BitEncodedInt(numbers[Key(control.Target)]);
            w.Write(rules[row.Index]);
            w.Write(texts[row.Index]);
        });
    }

    public static Control[] Read(PackReader reader, Pack pack)
    {
        var targets = reader.List(static r => new ControlTarget(r.Texts(), r.Texts(), r.Text()));
        return reader.List(r => new Control(pack, targets, r));
    }

    private static string Key(ControlTarget target) => $"{string.Join(',', target.For)}\n{string.Join(',', target.Of)}\n{target.Kubernetes}";
}
