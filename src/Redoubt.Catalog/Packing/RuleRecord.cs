namespace Redoubt.Catalog.Packing;

/// <summary>The rule of a control, in a pack.</summary>
internal static class RuleRecord
{
    public static void Write(BinaryWriter writer, ControlRule rule)
    {
        writer.Write(rule.When);
        writer.Write(rule.Each);
        writer.Write(rule.Check);
        writer.WriteTexts(rule.At);
        writer.Write(rule.Message);
        writer.Write(rule.Context);
        writer.Write(rule.Manual);
        writer.Write(rule.Mechanism);
        writer.WriteList(rule.Severities, static (w, one) =>
        {
            w.Write((byte)one.Is);
            w.Write(one.When);
        });
        writer.WriteList(rule.Parameters, static (w, p) =>
        {
            w.Write(p.Name);
            w.Write(p.Type);
            w.Write(p.Default);
            w.Write(p.Say);
        });
    }

    public static ControlRule Read(PackReader reader) => new()
    {
        When = reader.Text(),
        Each = reader.Text(),
        Check = reader.Text(),
        At = reader.Texts(),
        Message = reader.Text(),
        Context = reader.Text(),
        Manual = reader.Text(),
        Mechanism = reader.Text(),
        Severities = reader.List(static r => new SeverityRule((Severity)r.Byte(), r.Text())),
        Parameters = reader.List(static r => new ControlParameter(r.Text(), r.Text(), r.Text(), r.Text())),
    };
}
