namespace Redoubt.Collect.Machines.Components;

/// <summary>The texts of settings as a component reads them.</summary>
internal static class SettingText
{
    /// <summary>A value as the program reads it: of a bool one spelling, lists and maps with nothing but a comma between.</summary>
    /// <param name="type">How the setting is written.</param>
    /// <param name="text">What was written.</param>
    public static string Canonical(SettingType type, string text) => type switch
    {
        SettingType.Bool => SettingValue.Switch(text) ?? text,
        SettingType.Duration => IsZero(text) ? "0s" : text,
        SettingType.List or SettingType.Map => string.Join(',', Words(text)),
        _ => text,
    };

    /// <summary>The values of a list or map.</summary>
    public static string[] Words(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsZero(string duration) => duration.Length > 0 && duration.All(c => c is '0' or '.' or 'h' or 'm' or 's' or 'u' or 'n' or 'µ' or '+' or '-') && duration.Contains('0', StringComparison.Ordinal);
}
