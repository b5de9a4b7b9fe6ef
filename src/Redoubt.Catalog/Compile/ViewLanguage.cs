using System.Collections.Immutable;
using Redoubt.Catalog.Views;
using Redoubt.Cel;

namespace Redoubt.Catalog.Compile;

/// <summary>A view with the language in which its controls are written.</summary>
/// <param name="View">The view.</param>
/// <param name="Environment">The language.</param>
/// <param name="Facts">Where the variables that every view has lie in a frame, in their order.</param>
/// <param name="Variables">Where the view's own variables lie, in the order of a subject's values.</param>
internal sealed record ViewLanguage(SubjectView View, CelEnvironment Environment, ImmutableArray<int> Facts, ImmutableArray<int> Variables);
