using Redoubt.Collect.Files;

namespace Redoubt.Collect.Clusters;

/// <summary>
/// Writes a collection to a file: one that only its owner may read, whatever stood there before, and that takes its name when it is whole. A device or
/// a pipe is written as it is.
/// </summary>
public static class ClusterFile
{
    private const int Buffer = 128 << 10;

    /// <summary>Collects into a file. Where nothing could be collected there is none.</summary>
    /// <param name="request">Which cluster.</param>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Ends the collection; a file of that name stays as it was.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static async Task<CollectedCluster> CollectAsync(ClusterRequest request, string path, CancellationToken cancel)
    {
        var whole = Path.GetFullPath(path);
        if (FileType.IsStream(whole))
        {
            using var stream = new FileStream(whole, FileMode.Open, FileAccess.Write);
            return await ClusterCollection.CollectAsync(request, stream, cancel).ConfigureAwait(false);
        }

        // A link stays one: what it leads to is written anew.
        whole = new FileInfo(whole).LinkTarget is null ? whole : File.ResolveLinkTarget(whole, returnFinalTarget: true)!.FullName;
        var part = $"{whole}.{Path.GetRandomFileName()}.part";
        try
        {
            CollectedCluster collected;
            using (var output = new FileStream(part, PrivateFile.Options(FileMode.CreateNew, FileAccess.Write, Buffer)))
            {
                collected = await ClusterCollection.CollectAsync(request, output, cancel).ConfigureAwait(false);
            }

            if (collected.Problem is null)
            {
                File.Move(part, whole, overwrite: true);
            }

            return collected;
        }
        finally
        {
            File.Delete(part);
        }
    }
}
