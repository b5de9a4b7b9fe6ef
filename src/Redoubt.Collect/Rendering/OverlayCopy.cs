using Redoubt.Collect.Files;

namespace Redoubt.Collect.Rendering;

/// <summary>The files of an overlay and its bases in a folder of our own, laid out as they are to each other.</summary>
internal static class OverlayCopy
{
    /// <summary>Copies them.</summary>
    /// <param name="overlay">The overlay.</param>
    /// <param name="kustomization">The text of its own kustomization in the copy.</param>
    /// <param name="work">Where the copy is.</param>
    /// <returns>The overlay's folder in the copy.</returns>
    public static string Of(Overlay overlay, string kustomization, WorkFolder work)
    {
        string[] files = [.. overlay.Files.Concat(overlay.Parts.Select(part => part.FullPath)).Where(File.Exists).Distinct(StringComparer.Ordinal)];
        var (top, copy) = (Path.GetDirectoryName(overlay.Source.FullPath)!, work["copy"]);
        var root = files.Select(Path.GetDirectoryName).Append(top).Aggregate(top, (above, folder) => Above(above, folder!));
        foreach (var file in files)
        {
            var target = Path.Combine(copy, Path.GetRelativePath(root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (file != overlay.Source.FullPath)
            {
                File.Copy(file, target, overwrite: true);
            }
        }

        File.WriteAllText(Path.Combine(copy, Path.GetRelativePath(root, overlay.Source.FullPath)), kustomization);
        return RealPath.Of(Path.GetFullPath(Path.Combine(copy, Path.GetRelativePath(root, top))));
    }

    // The folder that holds both.
    private static string Above(string one, string other)
    {
        while (one != other && Path.GetRelativePath(one, other) is var way && (way == ".." || way.StartsWith("../", StringComparison.Ordinal) || Path.IsPathRooted(way)) && Path.GetDirectoryName(one) is { } above)
        {
            one = above;
        }

        return one;
    }
}
