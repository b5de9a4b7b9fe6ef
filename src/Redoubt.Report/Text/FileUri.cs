namespace Redoubt.Report.Text;

/// <summary>A file's name as an address (RFC 3986): relative as it was given, absolute with its scheme.</summary>
internal static class FileUri
{
    /// <summary>The name that standard input has in reports that want a file.</summary>
    public const string StandardInput = "stdin";

    /// <summary>The path with forward slashes and without a leading <c>./</c>; standard input gets a name.</summary>
    public static string Path(string file)
    {
        var path = file.Replace('\\', '/');
        while (path.StartsWith("./", StringComparison.Ordinal))
        {
            path = path[2..];
        }

        return path == "-" ? StandardInput : path;
    }

    /// <summary>The address; <paramref name="absolute"/> says whether it stands alone.</summary>
    public static string Of(string file, out bool absolute)
    {
        var path = Path(file);
        var drive = path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0]);
        absolute = drive || path.StartsWith('/');
        var escaped = string.Join('/', path[(drive ? 2 : 0)..].Split('/').Select(Uri.EscapeDataString));
        return drive ? $"file:///{path[..2]}{escaped}" : absolute ? $"file://{escaped}" : escaped;
    }
}
