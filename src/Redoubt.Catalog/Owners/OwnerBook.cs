using System.Collections.Concurrent;
using Redoubt.Evidence;

namespace Redoubt.Catalog.Owners;

/// <summary>
/// Who answers for what on one platform: what the configuration says counts first, then the object's labels, then Backstage, then the owners of
/// the file. Safe to use from several threads.
/// </summary>
public sealed class OwnerBook
{
    private readonly OwnerSettings _settings;
    private readonly Backstage _backstage;
    private readonly Func<string, string> _files;
    private readonly ConcurrentDictionary<string, string> _ofFiles = new(StringComparer.Ordinal);

    /// <summary>The owners of a platform.</summary>
    /// <param name="settings">What the configuration says.</param>
    /// <param name="platform">The platform, in which entities of Backstage may be.</param>
    /// <param name="files">Names a file from the configuration's folder.</param>
    public OwnerBook(OwnerSettings settings, Platform platform, Func<string, string> files)
    {
        _settings = settings;
        _files = files;
        _backstage = new Backstage(platform, files);
    }

    /// <summary>Nobody answers for anything.</summary>
    public static OwnerBook Nobody { get; } = new(OwnerSettings.None, Platform.Empty, file => file);

    /// <summary>The teams that are named, apart from those that only labels and files name.</summary>
    public IEnumerable<string> Teams => _settings.Rules.Select(rule => rule.Team).Concat(_backstage.Teams).Distinct(StringComparer.Ordinal);

    internal OwnerSettings Settings => _settings;

    /// <summary>Who answers for something; empty for nobody.</summary>
    internal string Of(in Owned owned)
    {
        if (_settings.Rules.Count + _settings.Labels.Count == 0 && _settings.Files is null && _backstage.IsEmpty)
        {
            return "";
        }

        var file = _files(owned.File);
        foreach (var rule in _settings.Rules)
        {
            if (rule.Fits(owned, file))
            {
                return rule.Team;
            }
        }

        foreach (var label in _settings.Labels)
        {
            if (owned.Document?.Labels[label].AsString() is { Length: > 0 } team)
            {
                return team;
            }
        }

        return _backstage.Of(owned.Document, file) is { Length: > 0 } entity ? entity
            : _settings.Files is { } owners && file.Length > 0 ? _ofFiles.GetOrAdd(file, owners.Of)
            : "";
    }
}
