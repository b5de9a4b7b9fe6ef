using Redoubt.Evidence.Patterns;
using Redoubt.Evidence.Read;
using Redoubt.Kubernetes.Files;

namespace Redoubt.Catalog;

/// <summary>What a name of the configuration stands for.</summary>
public enum NameRole
{
    /// <summary>A framework whose controls are asked.</summary>
    Framework,

    /// <summary>A glob of controls that are asked.</summary>
    Include,

    /// <summary>A glob of controls that are not asked.</summary>
    Exclude,

    /// <summary>A control whose parameters are set.</summary>
    Control,
}

/// <summary>A name that the configuration uses, with its place: whether there is such a thing is known once the catalogue is.</summary>
/// <param name="Role">What it stands for.</param>
/// <param name="Text">The name, or the glob.</param>
/// <param name="Place">Where it stands; the message is empty.</param>
public sealed record ConfiguredName(NameRole Role, string Text, FilePlace Place)
{
    /// <summary>Why a name does not mean what whoever wrote it thinks; null if nothing speaks against it.</summary>
    /// <param name="role">What it stands for.</param>
    /// <param name="text">The name, or the glob.</param>
    /// <param name="catalog">The catalogue.</param>
    public static string? Objection(NameRole role, string text, ControlCatalog catalog)
    {
        if (role == NameRole.Framework)
        {
            string[] frameworks = [.. catalog.Frameworks.Select(framework => framework.Id)];
            return frameworks.Contains(text) ? null : $"`{text}` is no framework ({string.Join(", ", frameworks)}){Suggestion.Of(text, frameworks)}";
        }

        if (catalog.Find(text) is not null && (role == NameRole.Control || catalog.Controls.Count > 1))
        {
            return null;
        }

        string[] ids = [.. catalog.Controls.Select(control => control.Id)];
        if (role == NameRole.Control)
        {
            return $"`{text}` is no control{Suggestion.Of(text, ids)}";
        }

        var glob = new Glob(text);
        var fit = ids.Count(glob.Fits);
        return fit == 0 ? $"`{text}` fits no control{Suggestion.Of(text, ids)}"
            : fit == ids.Length && role == NameRole.Exclude ? $"`{text}` fits every control, so that none would be asked"
            : null;
    }
}
