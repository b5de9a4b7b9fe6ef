using Redoubt.Attack.Model;
using Redoubt.Catalog.Packing;

namespace Redoubt.Attack.Techniques;

/// <summary>A mechanism in a pack.</summary>
internal static class MechanismRecord
{
    public static void Write(BinaryWriter writer, Mechanism mechanism)
    {
        writer.Write(mechanism.Name);
        writer.Write(mechanism.Layer);
        writer.Write((byte)mechanism.One);
        writer.Write(mechanism.Say);
        writer.Write(mechanism.IsPartial);
        writer.Write(mechanism.IsBase);
        writer.Write(mechanism.IsDetection);
        writer.Write(mechanism.FailsAs);
    }

    public static Mechanism Read(PackReader reader) => new(reader.Text(), reader.Text(), (FailureScope)reader.Byte(), reader.Text())
    {
        IsPartial = reader.Flag(),
        IsBase = reader.Flag(),
        IsDetection = reader.Flag(),
        FailsAs = reader.Text(),
    };
}
