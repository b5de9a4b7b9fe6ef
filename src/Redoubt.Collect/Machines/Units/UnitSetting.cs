namespace Redoubt.Collect.Machines.Units;

/// <summary>An assignment of a unit file (systemd.syntax(7)).</summary>
/// <param name="Section">Its section, such as <c>Service</c>.</param>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value, lines that end in a backslash joined.</param>
/// <param name="File">The file.</param>
/// <param name="Starts">Where in the value each line of the file begins; the first is 0.</param>
/// <param name="Lines">The numbers of those lines, from 1.</param>
internal sealed record UnitSetting(string Section, string Key, string Value, string File, IReadOnlyList<int> Starts, IReadOnlyList<int> Lines)
{
    /// <summary>The line that it begins on.</summary>
    public int Line => Lines[0];

    /// <summary>The line on which a character of the value stands.</summary>
    public int LineAt(int offset)
    {
        var i = Starts.Count - 1;
        while (i > 0 && Starts[i] > offset)
        {
            i--;
        }

        return Lines[i];
    }
}
