namespace Redoubt.Collect.Git;

/// <summary>A file of a revision.</summary>
/// <param name="Mode">As git writes it: <c>100644</c>, <c>120000</c> for a link, <c>160000</c> for a module.</param>
/// <param name="Blob">The object that holds it.</param>
/// <param name="Path">From the top of the repository, with forward slashes.</param>
internal sealed record GitFile(string Mode, string Blob, string Path)
{
    private const string Link = "120000";
    private const string Module = "160000";

    public bool IsLink => Mode == Link;

    public bool IsModule => Mode == Module;
}
