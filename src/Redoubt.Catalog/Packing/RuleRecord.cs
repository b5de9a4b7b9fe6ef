using Redoubt.Cel;

namespace Redoubt.Catalog.Packing;

/// <summary>The part of a control that judging needs, and the facts and frameworks, in a pack.</summary>
internal static class RuleRecord
{
    public static void Write(BinaryWriter writer, Control control)
    {
        writer.Write(control.Id);
        writer.Write(control.Title);
        writer.Write((byte)control.Layer);
        writer.Write((byte)control.Theme);
        writer.Write((byte)control.Severity);
        writer.Write(control.IsExceptable);
        var rule = control.Rule;
        writer.WriteStrings(rule.For);
        writer.WriteStrings(rule.Of);
        writer.Write(rule.Kubernetes);
        writer.Write(rule.When);
        writer.Write(rule.Each);
        writer.Write(rule.Check);
        writer.WriteStrings(rule.At);
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

    public static Control Read(BinaryReader reader, PackedTexts texts, Lazy<CelImage> image)
    {
        var offset = reader.ReadInt32();
        return new Control
        {
            Id = reader.ReadString(),
            Title = reader.ReadString(),
            Layer = (Layer)reader.ReadByte(),
            Theme = (Theme)reader.ReadByte(),
            Severity = (Severity)reader.ReadByte(),
            IsExceptable = reader.ReadBoolean(),
            Rule = new ControlRule
            {
                For = reader.ReadStrings(),
                Of = reader.ReadStrings(),
                Kubernetes = reader.ReadString(),
                When = reader.ReadString(),
                Each = reader.ReadString(),
                Check = reader.ReadString(),
                At = reader.ReadStrings(),
                Message = reader.ReadString(),
                Context = reader.ReadString(),
                Manual = reader.ReadString(),
                Mechanism = reader.ReadString(),
                Severities = reader.ReadList(static r => new SeverityRule((Severity)r.ReadByte(), r.ReadString())),
                Parameters = reader.ReadList(static r => new ControlParameter(r.ReadString(), r.ReadString(), r.ReadString(), r.ReadString())),
            },
            Image = new ControlImage(image, reader.ReadList(static r => r.ReadInt32())),
            TextSource = () => texts.Read(offset),
        };
    }

    public static void WriteFact(BinaryWriter writer, Fact fact)
    {
        writer.Write(fact.Define);
        writer.Write(fact.Is);
        writer.WriteStrings(fact.At);
        writer.Write(fact.Say);
        writer.Write(fact.Exported);
    }

    public static Fact ReadFact(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadString(), reader.ReadStrings(), reader.ReadString()) { Exported = reader.ReadString(), IsPacked = true };

    public static void WriteFramework(BinaryWriter writer, Framework framework)
    {
        writer.Write(framework.Id);
        writer.Write(framework.Title);
        writer.Write(framework.Source);
        writer.Write(framework.Standard);
        writer.WriteList(framework.Requirements, static (w, requirement) =>
        {
            w.Write(requirement.Id);
            w.Write(requirement.Title);
            w.Write(requirement.Exempt);
        });
        writer.WriteList(framework.Entries, static (w, entry) =>
        {
            w.Write(entry.Control);
            w.Write(entry.Requirement);
        });
    }

    public static Framework ReadFramework(BinaryReader reader) =>
        new(reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadString(),
            reader.ReadList(static r => new FrameworkRequirement(r.ReadString(), r.ReadString(), r.ReadString())))
        {
            Entries = reader.ReadList(static r => new FrameworkEntry(r.ReadString(), r.ReadString())),
        };
}
