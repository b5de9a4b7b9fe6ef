using System.Buffers.Binary;
using System.Text;
using Redoubt.Collect.Machines;

namespace Redoubt.Collect.Tests.Machines;

/// <summary>The rules of auditing as the kernel sends them (uapi/linux/audit.h).</summary>
public sealed class LoadedAuditRulesTests
{
    [Fact]
    public void A_watch_has_its_path_its_permissions_and_its_key()
    {
        var read = LoadedAuditRules.Read(Rule((105, 0, "/etc/passwd"), (106, 2 | 8, null), (210, 0, "identity")));

        Assert.Equal("""{"path":"/etc/passwd","permissions":"wa","key":"identity"}""", read?.ToJsonString());
    }

    [Fact]
    public void Texts_of_other_fields_do_not_become_its_path()
    {
        var read = LoadedAuditRules.Read(Rule((112, 0, "/usr/bin/sh"), (9, 1000, null), (107, 0, "/etc/kubernetes"), (106, 15, null)));

        Assert.Equal("""{"path":"/etc/kubernetes","permissions":"rwxa"}""", read?.ToJsonString());
    }

    [Fact]
    public void What_is_cut_off_is_no_rule()
    {
        var whole = Rule((105, 0, "/etc/passwd"));

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Null(LoadedAuditRules.Read(whole.AsSpan(0, length)));
        }
    }

    // For each field its number, a value (of a text how long it is), and the text.
    private static byte[] Rule(params (uint Field, uint Value, string? Text)[] fields)
    {
        var texts = Encoding.UTF8.GetBytes(string.Concat(fields.Select(field => field.Text)));
        var rule = new byte[12 + 256 + (3 * 256) + 4 + texts.Length];
        BinaryPrimitives.WriteInt32LittleEndian(rule.AsSpan(8), fields.Length);
        foreach (var (index, (field, value, text)) in fields.Index())
        {
            BinaryPrimitives.WriteUInt32LittleEndian(rule.AsSpan(268 + (4 * index)), field);
            BinaryPrimitives.WriteUInt32LittleEndian(rule.AsSpan(524 + (4 * index)), text is null ? value : (uint)Encoding.UTF8.GetByteCount(text));
        }

        BinaryPrimitives.WriteInt32LittleEndian(rule.AsSpan(1036), texts.Length);
        texts.CopyTo(rule.AsSpan(1040));
        return rule;
    }
}
