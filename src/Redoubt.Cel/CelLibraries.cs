namespace Redoubt.Cel;

/// <summary>The libraries that come with the language; each is switched on by <see cref="CelEnvironmentBuilder.Library"/>.</summary>
public static class CelLibraries
{
    /// <summary>The standard library of cel-spec with its macros; always on.</summary>
    public static CelLibrary Standard => Libraries.Standard.StandardLibrary.Library;
}
