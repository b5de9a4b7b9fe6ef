using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;
using Redoubt.Collect.Machines.Netlink;

namespace Redoubt.Collect.Machines;

/// <summary>
/// What the kernel audits now, as <c>auditctl -s</c> and <c>auditctl -l</c> ask it over netlink (uapi/linux/audit.h). It answers only outside of namespaces of processes and users, and to who has
/// CAP_AUDIT_CONTROL. Nothing is changed.
/// </summary>
internal static class LoadedAuditRules
{
    private const int Audit = 9;
    private const ushort GetStatus = 1000;
    private const ushort ListRules = 1013;

    // struct audit_rule_data: flags, action, count, a mask of system calls, then for each of 64 fields its number, value and operator, then how long the texts are.
    private const int MostFields = 64;
    private const int CountAt = 8;
    private const int FieldsAt = 12 + (64 * 4);
    private const int ValuesAt = FieldsAt + (MostFields * 4);
    private const int TextBytesAt = ValuesAt + (2 * MostFields * 4);
    private const int TextsAt = TextBytesAt + 4;

    private const uint Watch = 105;
    private const uint Permissions = 106;
    private const uint Directory = 107;
    private const uint Program = 112;
    private const uint Key = 210;

    // Bits of AUDIT_PERM, in the order of auditctl(8).
    private static readonly (uint Bit, char Letter)[] Letters = [(4, 'r'), (2, 'w'), (1, 'x'), (8, 'a')];

    /// <summary>Fills <c>auditing</c>.</summary>
    public static void Collect(Machine machine, EvidenceDraft draft)
    {
        var read = !machine.Root.HasRunningKernel() ? Seen<JsonObject>.Unknown("the rules that are in force lie in the kernel: collect on the running machine") : Ask(machine.Limits);
        if (read.Found(out var auditing))
        {
            draft.Facts["auditing"] = auditing;
        }
        else
        {
            draft.Unknown("auditing", read.WhyNot);
        }
    }

    /// <summary>A rule as the type <c>AuditRule</c> of the schema; null where it is cut off.</summary>
    /// <param name="rule">What the kernel sends of it.</param>
    public static JsonObject? Read(ReadOnlySpan<byte> rule)
    {
        if (rule.Length < TextsAt || Number(rule, CountAt) is var count && count > MostFields)
        {
            return null;
        }

        var found = new JsonObject();
        var texts = rule[TextsAt..];
        for (var index = 0; index < count; index++)
        {
            var (field, value) = (Number(rule, FieldsAt + (4 * index)), Number(rule, ValuesAt + (4 * index)));
            var text = "";
            if (HasText(field))
            {
                if (value > (uint)texts.Length)
                {
                    return null;
                }

                text = Encoding.UTF8.GetString(texts[..(int)value]);
                texts = texts[(int)value..];
            }

            switch (field)
            {
                case Watch or Directory:
                    found["path"] = text;
                    break;
                case Key:
                    found["key"] = text;
                    break;
                case Permissions:
                    found["permissions"] = string.Concat(Letters.Where(letter => (value & letter.Bit) != 0).Select(letter => letter.Letter));
                    break;
            }
        }

        return found;
    }

    private static Seen<JsonObject> Ask(NodeLimits limits)
    {
        var opened = NetlinkSocket.Open(Audit, "CAP_AUDIT_CONTROL outside of namespaces", limits);
        if (!opened.Found(out var socket))
        {
            return opened.As<JsonObject>();
        }

        using (socket)
        {
            var status = socket.One(GetStatus);
            var rules = socket.Dump(ListRules, []);
            if (!status.Found(out var found) || found.Length < 8 || !rules.Found(out var entries))
            {
                return Seen<JsonObject>.Unknown(status.Reason ?? rules.Reason ?? "the answer of the kernel is cut off");
            }

            JsonObject?[] read = [.. entries.Select(entry => Read(entry))];
            // struct audit_status: a mask, then whether it is on: 0 off, 1 on, 2 on until the next start.
            return read.Contains(null) ? Seen<JsonObject>.Unknown("the answer of the kernel is cut off")
                : Seen<JsonObject>.Of(new JsonObject { ["enabled"] = (int)Number(found, 4), ["rules"] = new JsonArray([.. read]) });
        }
    }

    // The fields of labels of users and objects, and those of paths and keys.
    private static bool HasText(uint field) => field is (>= 13 and <= 17) or (>= 19 and <= 23) or Watch or Directory or Program or Key;

    private static uint Number(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
