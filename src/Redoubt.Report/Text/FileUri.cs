namespace Redoubt.Report.Text;

/// <summary>
/// A file's name as an address (RFC 3986), as the services that show a repository want it: from the folder in which the program runs on,
/// also where it was given whole.
/// </summary>
/// <param name="folder">That folder; empty where it is not known.</param>
internal readonly struct FileUri(string folder)
{
    /// <summary>The name that standard input has in reports that want a file.</summary>
    public const string StandardInput = "stdin";

    private readonly string _folder = folder.Length == 0 ? "" : folder.Replace('\\', '/').TrimEnd('/') + "/";

    /// <summary>The path with forward slashes, without a leading <c>./</c>; standard input gets a name.</summary>
    public string Path(string file)
    {
        var path = file.Replace('\\', '/');
        if (_folder is { Length: > 0 } && path.StartsWith(_folder, StringComparison.Ordinal))
        {
            path = path[_folder.Length..];
        }

        while (path.StartsWith("./", StringComparison.Ordinal))
        {
            path = path[2..];
        }

        return path == "-" ? StandardInput : path;
    }

    /// <summary>The address; <paramref name="absolute"/> says whether it stands alone.</summary>
    public string Of(string file, out bool absolute)
    {
        var path = Path(file);
        var drive = path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]);
        absolute = drive || path.StartsWith('/');
        var escaped = string.Join('/', path[(drive ? 2 : 0)..].Split('/').Select(Uri.EscapeDataString));
        return drive ? $"file:///{path[..2]}{escaped}" : absolute ? $"file://{escaped}" : escaped;
    }
}
