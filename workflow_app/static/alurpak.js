/* Small comforts over pages that work without any script.

   data-jaga               form: warn before unsaved text is lost; data-belum-tersimpan marks it as changed from the start
   data-sedang             submit button: its label while the form is under way
   data-unduh              form: answers with a file, so it may be sent again at once
   data-maks-byte, data-jenis, data-pesan-besar, data-pesan-jenis, data-tombol, data-belum
                           file field: check size and kind before the upload; own label instead of the browser's
   data-pesan-putus        form sent by htmx: what is said at its file field when the sending broke off
   data-kunci="alt+j"      link or button: reachable by that key together with Alt
   data-pilih-semua="n"    check box: ticks every check box named n in the same form or table
   data-isi="text"         submit button: puts the text into the field data-isi-ke (behind what is there: data-isi-tambah)
                           instead of asking the server to do it; data-isi-lagi and data-isi-lagi-ke: a second field
   data-buka-bila-kurang   figure field: opens the part with that id while the figure is below data-batas
   data-kuorum="4"         form: says while boxes are ticked whether so many are, one with data-pimpinan among them */
(function () {
  "use strict";

  var root = document.documentElement;
  root.classList.add("js");

  /* ---- forms: one submission only, and no lost text */

  function isDirty(form) {
    return form.hasAttribute("data-jaga") && (form.dataset.berubah === "1" || form.hasAttribute("data-belum-tersimpan"));
  }

  function release(form) {
    delete form.dataset.terkirim;
    form.querySelectorAll("[aria-disabled='true']").forEach(function (button) {
      button.removeAttribute("aria-disabled");
      if (button.dataset.labelSemula) {
        button.textContent = button.dataset.labelSemula;
        delete button.dataset.labelSemula;
      }
    });
  }

  function hold(form, button) {
    form.dataset.terkirim = "1";
    if (!button) { return; }
    button.setAttribute("aria-disabled", "true");
    if (button.dataset.sedang) {
      button.dataset.labelSemula = button.textContent;
      button.textContent = button.dataset.sedang;
    }
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.terkirim === "1") {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    var wrong = Array.prototype.find.call(form.querySelectorAll("input[type=file]"), function (field) {
      return fileProblem(field) !== "";
    });
    if (wrong) {
      event.preventDefault();
      event.stopPropagation();
      showFileProblem(wrong);
      wrong.focus();
      return;
    }
    if (form.method === "post" && !form.hasAttribute("data-unduh")) { hold(form, event.submitter); }
  }, true);

  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (form && form.hasAttribute("data-jaga")) { form.dataset.berubah = "1"; }
  });

  window.addEventListener("beforeunload", function (event) {
    var lost = Array.prototype.some.call(document.querySelectorAll("form[data-jaga]"), function (form) {
      return isDirty(form) && form.dataset.terkirim !== "1";
    });
    if (lost) { event.preventDefault(); }
  });

  /* A page that comes back from the browser's memory must be usable again. */
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) { document.querySelectorAll("form[data-terkirim]").forEach(release); }
  });

  /* ---- htmx: free the form again, move the focus to the errors, show the progress of an upload */

  document.addEventListener("htmx:afterRequest", function (event) {
    var form = event.target.closest("form");
    if (form) {
      release(form);
      if (event.detail.successful) { delete form.dataset.berubah; }
    }
  });

  document.addEventListener("htmx:afterSwap", function (event) {
    prepare(event.target);
  });

  document.addEventListener("htmx:xhr:progress", function (event) {
    var form = event.target.closest("form");
    var bar = form && form.querySelector("progress");
    if (bar && event.detail.lengthComputable) {
      bar.hidden = false;
      bar.value = Math.round(100 * event.detail.loaded / event.detail.total);
    }
  });

  /* An upload that broke off is sent again as it stands: the files are still chosen. */
  function uploadBroke(event) {
    var form = event.target.closest && event.target.closest("form[data-pesan-putus]");
    if (!form) { return; }
    var bar = form.querySelector("progress");
    var field = form.querySelector("input[type=file]");
    if (bar) { bar.hidden = true; }
    if (field) { sayAtField(field, form.dataset.pesanPutus); }
  }
  ["htmx:sendError", "htmx:timeout", "htmx:responseError"].forEach(function (name) {
    document.addEventListener(name, uploadBroke);
  });

  /* ---- files */

  function fileProblem(field) {
    var limit = Number(field.dataset.maksByte || 0);
    var kinds = (field.dataset.jenis || "").split(",").filter(Boolean);
    var problem = "";
    Array.prototype.forEach.call(field.files || [], function (file) {
      var ending = file.name.split(".").pop().toLowerCase();
      if (kinds.length && kinds.indexOf(ending) < 0) {
        problem = problem || (field.dataset.pesanJenis || "").replace("{nama}", file.name);
      } else if (limit && file.size > limit) {
        problem = problem || (field.dataset.pesanBesar || "").replace("{nama}", file.name);
      }
    });
    return problem;
  }

  function showFileProblem(field) {
    sayAtField(field, fileProblem(field));
  }

  function sayAtField(field, problem) {
    var frame = field.closest(".bidang");
    if (!frame) { return; }
    var box = frame.querySelector("[data-galat-berkas]");
    if (!box) {
      box = document.createElement("div");
      box.className = "bidang-galat";
      box.id = field.id + "-galat-berkas";
      box.setAttribute("data-galat-berkas", "");
      box.setAttribute("role", "alert");
      frame.appendChild(box);
      field.setAttribute("aria-describedby", ((field.getAttribute("aria-describedby") || "") + " " + box.id).trim());
    }
    box.textContent = problem;
    frame.classList.toggle("bidang-salah", problem !== "");
    if (problem) { field.setAttribute("aria-invalid", "true"); } else { field.removeAttribute("aria-invalid"); }
  }

  function dressFileField(field) {
    if (!field.dataset.tombol || field.closest(".pilih-berkas")) { return; }
    var frame = document.createElement("div");
    var label = document.createElement("label");
    var name = document.createElement("span");
    frame.className = "pilih-berkas";
    label.className = "tombol tombol-kedua";
    label.htmlFor = field.id;
    label.textContent = field.dataset.tombol;
    name.className = "pilih-berkas-nama";
    name.setAttribute("aria-live", "polite");
    name.textContent = field.dataset.belum || "";
    field.parentNode.insertBefore(frame, field);
    field.classList.add("visually-hidden");
    frame.append(field, label, name);
    field.addEventListener("change", function () {
      var chosen = Array.prototype.map.call(field.files, function (file) { return file.name; }).join(", ");
      name.textContent = chosen || field.dataset.belum || "";
      showFileProblem(field);
    });
  }

  /* ---- keys, menus, check boxes */

  document.addEventListener("keydown", function (event) {
    if (event.altKey && !event.ctrlKey && !event.metaKey && event.code.indexOf("Key") === 0) {
      var target = document.querySelector("[data-kunci='alt+" + event.code.slice(3).toLowerCase() + "']");
      if (target) {
        event.preventDefault();
        target.click();
      }
    }
    if (event.key === "Escape") {
      var menu = event.target.closest && event.target.closest(".menu-lipat[open]");
      if (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
  });

  document.addEventListener("click", function (event) {
    document.querySelectorAll(".menu-lipat[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });

  document.addEventListener("change", function (event) {
    var name = event.target.dataset && event.target.dataset.pilihSemua;
    if (!name) { return; }
    var scope = event.target.form || event.target.closest("table") || document;
    scope.querySelectorAll("input[type=checkbox]").forEach(function (box) {
      if (box.name === name && !box.disabled) { box.checked = event.target.checked; }
    });
  });

  /* ---- figures: fill-in buttons, and the reason that a lower figure needs */

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button[data-isi]");
    var field = button && document.getElementById(button.dataset.isiKe);
    if (!field) { return; }
    event.preventDefault();
    fill(field, button.dataset.isi, button.hasAttribute("data-isi-tambah"));
    var second = document.getElementById(button.dataset.isiLagiKe || "");
    if (second) { fill(second, button.dataset.isiLagi, false); }
    field.focus();
  });

  function fill(field, text, behind) {
    if (behind && field.value.trim()) {
      text = field.value.indexOf(text) < 0 ? field.value.trim() + " " + text : field.value;
    }
    field.value = text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function showReason(field) {
    var box = document.getElementById(field.dataset.bukaBilaKurang);
    if (!box) { return; }
    var typed = field.value.trim();
    var figure = Number(typed.replace(",", "."));
    var written = Array.prototype.some.call(box.querySelectorAll("textarea"), function (text) { return text.value.trim(); });
    var lower = typed !== "" && !(figure >= Number(field.dataset.batas));
    box.hidden = !lower && !written && !box.querySelector("[aria-invalid]");
  }

  document.addEventListener("input", function (event) {
    if (event.target.dataset && event.target.dataset.bukaBilaKurang) { showReason(event.target); }
  });

  /* ---- quorum */

  function countQuorum(form) {
    var ticked = form.querySelectorAll("input[type=checkbox]:checked");
    var led = Array.prototype.some.call(ticked, function (box) { return box.hasAttribute("data-pimpinan"); });
    var enough = led && ticked.length >= Number(form.dataset.kuorum);
    form.querySelector("[data-kuorum-jumlah]").textContent = ticked.length;
    form.querySelector("[data-kuorum-cukup]").hidden = !enough;
    form.querySelector("[data-kuorum-kurang]").hidden = enough;
    form.querySelector("[data-kuorum-hasil]").hidden = false;
  }

  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && form.dataset.kuorum) { countQuorum(form); }
  });

  function prepare(scope) {
    scope.querySelectorAll("[data-buka-bila-kurang]").forEach(showReason);
    scope.querySelectorAll("input[type=file][data-tombol]").forEach(dressFileField);
    var first = scope.querySelector("[data-fokus]");
    if (first) { first.focus(); }
  }

  prepare(document);
})();
