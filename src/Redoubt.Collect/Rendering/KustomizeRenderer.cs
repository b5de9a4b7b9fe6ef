using Redoubt.Evidence;
using Redoubt.Evidence.Ledger;
using Redoubt.Evidence.Read;
using Redoubt.Evidence.Secrets;

namespace Redoubt.Collect.Rendering;

/// <summary>Lets the user's kustomize build an overlay. Its plugins, charts and downloads are never turned on.</summary>
internal sealed class KustomizeRenderer(RenderOptions options, ToolRun run, Func<string, string> nameOf)
{
    /// <summary>Renders an overlay; null with a problem if that fails.</summary>
    public ReadResult? Render(Overlay overlay, ReadOptions read, out LedgerEntry? problem)
    {
        problem = null;
        using var work = new WorkFolder();
        var folder = Files.RealPath.Of(Path.GetDirectoryName(overlay.Source.FullPath)!);
        var result = run.Run(options.Kustomize!, [folder], work);
        if (result.Failure is { } failure)
        {
            var text = Mask(overlay).Safe(failure).Replace(folder, overlay.Name, StringComparison.Ordinal);
            problem = new LedgerEntry(LedgerCode.Unreadable, overlay.Source.Name, 0, 0, $"an overlay that does not render: {HelmError.Shown(text)}");
            return null;
        }
        var origins = new OverlayOrigins(overlay, Origins(folder, work), nameOf);
        overlay.Origins = origins;
        var documents = DocumentReader.Read(overlay.Name, result.Output, read with { Rendering = origins });
        return documents with { Ledger = [.. documents.Ledger.Select(entry => entry with { File = overlay.Source.Name, Line = 0, Column = 0 })] };
    }

    /// <summary>Renders an overlay with another text of its own kustomization; null with the reason if that fails. Places are those of the first rendering.</summary>
    public ReadResult? Again(Overlay overlay, string kustomization, ReadOptions read, out string reason)
    {
        using var work = new WorkFolder();
        string folder;
        try
        {
            folder = OverlayCopy.Of(overlay, kustomization, work);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            reason = SystemFault.Of(error);
            return null;
        }

        var result = run.Run(options.Kustomize!, [folder], work);
        reason = result.Failure is { } failure ? HelmError.Shown(Mask(overlay).Safe(failure).Replace(folder, overlay.Name, StringComparison.Ordinal)) : "";
        return result.Failure is null ? DocumentReader.Read(overlay.Name, result.Output, read with { Rendering = overlay.Origins }) : null;
    }

    /// <summary>The files that the objects came from: kustomize tells them to an overlay that asks, such as one of ours over the user's.</summary>
    private Dictionary<ObjectKey, string> Origins(string folder, WorkFolder work)
    {
        var over = work["origins"];
        Directory.CreateDirectory(over);
        var way = Path.GetRelativePath(over, folder).Replace('\\', '/');
        File.WriteAllText(Path.Combine(over, "kustomization.yaml"), $"resources: ['{way.Replace("'", "''", StringComparison.Ordinal)}']\nbuildMetadata: [originAnnotations]\n");
        var origins = new Dictionary<ObjectKey, string>();
        foreach (var document in DocumentReader.Read("", run.Run(options.Kustomize!, [over], work).Output).Documents)
        {
            var origin = document.Root["metadata"]["annotations"]["config.kubernetes.io/origin"].AsString();
            if (origin is not null && ValueReader.Read("", origin, new List<FilePlace>()) is [var said, ..] && said["path"].AsString() is { } path)
            {
                origins[document.Key] = Path.GetFullPath(Path.Combine(over, path));
            }
        }
        return origins;
    }

    private static SecretMask Mask(Overlay overlay)
    {
        var mask = new SecretMask();
        foreach (var literal in overlay.Parts.SelectMany(part => part.Literals))
        {
            mask.AddSecret(literal);
        }

        return mask;
    }
}
