using System.Collections.Immutable;
using Redoubt.Catalog.Values;
using Redoubt.Catalog.Views;
using Redoubt.Cel;

namespace Redoubt.Catalog.Compile;

/// <summary>A view with the language in which its controls are written.</summary>
/// <param name="View">The view.</param>
/// <param name="Environment">The language.</param>
/// <param name="Known">The variables that every view has, each with where it lies in a frame.</param>
/// <param name="Variables">Where the view's own variables lie, in the order of a subject's values.</param>
internal sealed record ViewLanguage(SubjectView View, CelEnvironment Environment, ImmutableArray<(FactVariable Fact, int Index)> Known, ImmutableArray<int> Variables)
{
    /// <summary>Whether a variable is one that every view has.</summary>
    public bool IsKnown(string variable)
    {
        foreach (var (fact, _) in Known)
        {
            if (fact.Name == variable)
            {
                return true;
            }
        }

        return false;
    }
}
