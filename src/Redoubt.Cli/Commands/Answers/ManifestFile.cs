using Redoubt.Collect;

namespace Redoubt.Cli.Commands.Answers;

/// <summary>A file that takes objects to apply.</summary>
internal static class ManifestFile
{
    /// <summary>Writes the file.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="text">The objects.</param>
    /// <param name="problems">Takes why it cannot be written.</param>
    /// <returns>Whether it was written.</returns>
    public static bool Write(string file, string text, ICollection<string> problems)
    {
        try
        {
            File.WriteAllText(file, text);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{file}: cannot be written: {SystemFault.Of(e)}");
            return false;
        }
    }
}
