using System.Text;

namespace Redoubt.Collect.Machines.Units;

/// <summary>The specifiers of a unit of the system, such as <c>%i</c> (systemd.unit(5), "Specifiers"). One that files do not tell stays as it is written.</summary>
internal static class UnitSpecifiers
{
    /// <summary>Puts in what they stand for.</summary>
    /// <param name="text">The text.</param>
    /// <param name="unit">The full name of the unit.</param>
    /// <param name="host">The name of the machine.</param>
    public static string Resolve(string text, string unit, string host)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return text;
        }

        var resolved = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 1 < text.Length && Of(text[i + 1], unit, host) is { } value)
            {
                resolved.Append(value);
                i++;
            }
            else
            {
                resolved.Append(text[i]);
            }
        }
        return resolved.ToString();
    }

    private static string? Of(char specifier, string unit, string host)
    {
        var stem = unit[..unit.LastIndexOf('.')];
        var at = stem.IndexOf('@', StringComparison.Ordinal);
        var (prefix, instance) = at < 0 ? (stem, "") : (stem[..at], stem[(at + 1)..]);
        return specifier switch
        {
            '%' => "%",
            'n' => unit,
            'N' => stem,
            'p' => prefix,
            'i' => instance,
            'I' => instance.Replace('-', '/'),
            'j' => prefix[(prefix.LastIndexOf('-') + 1)..],
            'H' => host,
            'E' => "/etc",
            't' => "/run",
            'S' => "/var/lib",
            'C' => "/var/cache",
            'L' => "/var/log",
            'T' => "/tmp",
            'V' => "/var/tmp",
            'h' => "/root",
            'u' => "root",
            'U' => "0",
            _ => null,
        };
    }
}
